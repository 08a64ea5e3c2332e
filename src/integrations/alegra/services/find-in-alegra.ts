import { refuseTooEarly as waitToSettle, type RemoteDocument } from '../../../core/pipeline/index.js';
import type { AlegraCreditNote, AlegraInvoice } from '../client/alegra.types.js';
import { statusOf } from '../client/alegra.types.js';
import { hasMarker } from '../mapping/marker.js';
import type { Work } from './work.js';

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

export const refuseTooEarly = (known: RemoteDocument): void => waitToSettle(known, { id: 'alegra', label: 'Alegra' });
