import type { DocumentIdentity } from '../../../core/integration/message-handler.js';

/** What comes in, read: trimmed and judged. */
export interface OppenInput {
  reference: string;
}

/** Null when there is nothing to find the document by. Pure: no I/O, no framework. */
export function readDocument(payload: unknown): OppenInput | null {
  const { reference } = (payload ?? {}) as { reference?: unknown };
  return typeof reference === 'string' && reference.trim() !== '' ? { reference: reference.trim() } : null;
}

/** Which document a payload speaks of, for the log: equal order keys are worked on one at a time. */
export function identify(payload: unknown): DocumentIdentity {
  const reference = readDocument(payload)?.reference ?? null;
  return { event_type: 'document.received', external_reference: reference, dedupe_key: null, order_key: reference === null ? null : `document|${reference}` };
}

/** What goes out. */
export const toBody = ({ reference }: OppenInput, status: string): object => ({ reference, status });
