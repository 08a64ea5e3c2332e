import { numberOf, rowOf } from '../../mapping/fields.js';
import type { ImportStep } from '../../mapping/steps.js';

/** Events of the log. */
export const RUN_EVENT = 'sync.run';
export const RECORD_EVENT = 'sync.record';

/** What a message of a run carries: which step of which execution. */
export interface RunPayload {
  execution_id: string;
  position: number;
}

/** What a message about one record carries: read that one again. */
export interface RecordPayload {
  step: ImportStep;
  entity_type: string;
  external_id: string;
}

/** The step that a message runs; null when it says none. */
export function runOf(payload: unknown): RunPayload | null {
  const { execution_id, position } = rowOf(payload);
  return typeof execution_id === 'string' && Number.isInteger(numberOf(position)) ? { execution_id, position: numberOf(position) } : null;
}
export const isRecord = (payload: unknown): payload is RecordPayload =>
  typeof (payload as RecordPayload | null)?.step === 'string' && typeof (payload as RecordPayload).external_id === 'string';
