import { IntegrationFailure } from '../../../core/errors/index.js';
import type { RemoteDocument } from '../../../core/pipeline/index.js';
import type { AlegraCreditNote, AlegraInvoice } from '../client/alegra.types.js';
import { statusOf } from '../client/alegra.types.js';
import { hasMarker } from '../mapping/marker.js';
import type { Work } from './work.js';

/** How long Alegra may still be busy with a write whose call is over: only after this is "not found" believed. */
const SETTLE_MS = 15_000;
/** A worker that died or was overtaken says nothing of its call: that may be under way as long as any call may take, and settles then. */
const UNDER_WAY_MS = 40_000;

interface Hints {
  contactId?: string;
  /** What was announced before: a document sent again may have been edited to another date meanwhile. */
  known?: RemoteDocument;
}

/** The invoice that carries the document's marker, if Alegra has it. A voided one does not count. */
export function findInvoice({ client, document, marker }: Work, { contactId, known }: Hints = {}): Promise<AlegraInvoice | undefined> {
  const filter = { client_id: contactId, ...around(document.postingDate, known?.details.date) };
  return client.findInvoice(filter, (row) => hasMarker(row, marker) && statusOf(row) !== 'void');
}

export function findCreditNote({ client, document, marker }: Work, { contactId, known }: Hints = {}): Promise<AlegraCreditNote | undefined> {
  return client.findCreditNote({ client_id: contactId, ...around(document.postingDate, known?.details.date) }, (row) => hasMarker(row, marker) && statusOf(row) !== 'void');
}

// Exclusive bounds, and a day of doubt on each side: time zones (contract §5, edge case 41).
function around(date: string | null, sentWith: unknown): { date_after?: string; date_before?: string } {
  if (!date) return {};
  const [first, last] = [date, typeof sentWith === 'string' ? sentWith : date].sort() as [string, string];
  const day = (from: string, offset: number) => new Date(Date.parse(`${from}T00:00:00Z`) + offset * 86_400_000).toISOString().slice(0, 10);
  return { date_after: day(first, -2), date_before: day(last, 2) };
}

/** Not found, but the write may still be on its way: look again later instead of writing a second time. */
export function refuseTooEarly({ intent_at, details }: RemoteDocument): void {
  const left = (details.over === false ? UNDER_WAY_MS : SETTLE_MS) - (Date.now() - intent_at.getTime());
  if (left <= 0) return;
  throw new IntegrationFailure('outcome_unknown', {
    code: 'alegra.settling',
    message: 'Un envío anterior no tuvo respuesta y Alegra todavía no lo muestra. Se volverá a buscar antes de repetir.',
    retryAfterMs: left + 500,
    held: true,
  });
}

/** The provider turned the write away before looking at it, or it never left: nothing to look up, no time to wait. */
export function neverWritten(error: unknown): boolean {
  return error instanceof IntegrationFailure && (error.held || TURNED_AWAY.has(error.category));
}

// Of a write, `network_error` is only what was not sent (ALEGRA_ERRORS).
const TURNED_AWAY: ReadonlySet<string> = new Set(['rate_limited', 'authentication_error', 'network_error']);
