import type { AcceptedInvoice } from '../../../core/events/index.js';

/** The specification's operations, as messages in the log; `issue` is both of the first in one, for those who ask for `auto`. */
export const EVENTS = {
  issue: 'hacienda.issue',
  sign: 'hacienda.sign',
  submit: 'hacienda.submit',
  check_status: 'hacienda.check_status',
  email: 'hacienda.email',
  /** A sale was cancelled where it came from: what has no number yet is not issued. */
  withdraw: 'hacienda.withdraw',
} as const;

export type Operation = 'sign' | 'submit' | 'check_status';

/** The work on one document happens in order. */
export const orderKeyOf = (documentId: string): string => `document:${documentId}`;
/** As the log and the retry queue keep it. */
export const storedOrderKey = (company: string, documentId: string): string => `hacienda|${company}|${orderKeyOf(documentId)}`;

/** Under which a sale that another integration told of is known, whoever tells of it. */
export const referenceOfSale = ({ system, type, name }: AcceptedInvoice['document']): string => `${system}:${type}:${name}`;
/** As the log keeps the order of what is told of a sale. */
export const storedSaleKey = (company: string, reference: string): string => `hacienda|${company}|${reference}`;

/** The document a message of ours is about; undefined when its payload is not one of ours. */
export function documentIdOf(payload: unknown): string | undefined {
  const id = typeof payload === 'object' && payload !== null ? (payload as { document_id?: unknown }).document_id : undefined;
  return typeof id === 'string' && UUID.test(id) ? id : undefined;
}

export const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
