/** The specification's operations, as messages in the log; `issue` is both of the first in one, for those who ask for `auto`. */
export const EVENTS = {
  issue: 'hacienda.issue',
  sign: 'hacienda.sign',
  submit: 'hacienda.submit',
  check_status: 'hacienda.check_status',
  email: 'hacienda.email',
} as const;

export type Operation = 'sign' | 'submit' | 'check_status';

/** The work on one document happens in order. */
export const orderKeyOf = (documentId: string): string => `document:${documentId}`;
/** As the log and the retry queue keep it. */
export const storedOrderKey = (company: string, documentId: string): string => `hacienda|${company}|${orderKeyOf(documentId)}`;

/** The document a message of ours is about; undefined when its payload is not one of ours. */
export function documentIdOf(payload: unknown): string | undefined {
  const id = typeof payload === 'object' && payload !== null ? (payload as { document_id?: unknown }).document_id : undefined;
  return typeof id === 'string' && UUID.test(id) ? id : undefined;
}

export const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
