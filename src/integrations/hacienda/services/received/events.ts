import { UUID } from '../events.js';

/** Work on a supplier's document: our answer goes to Hacienda, and what became of it. */
export const RECEIVED_EVENTS = { respond: 'hacienda.respond', check_response: 'hacienda.check_response' } as const;

export const isReceivedEvent = (event: string): boolean => (Object.values(RECEIVED_EVENTS) as string[]).includes(event);

/** What is done to one document happens in order. */
export const receivedOrderKey = (id: string): string => `received:${id}`;
/** As the log and the retry queue keep it. */
export const storedReceivedKey = (company: string, id: string): string => `hacienda|${company}|${receivedOrderKey(id)}`;

/** The document a message is about; undefined when its payload is not of this kind. */
export function receivedIdOf(payload: unknown): string | undefined {
  const id = typeof payload === 'object' && payload !== null ? (payload as { received_id?: unknown }).received_id : undefined;
  return typeof id === 'string' && UUID.test(id) ? id : undefined;
}
