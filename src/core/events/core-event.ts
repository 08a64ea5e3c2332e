import type { Delivery } from '../message-log/inbound.js';
import type { AcceptedInvoice } from './accepted-invoice.js';

/** What integrations tell one another, by name. They know these, never each other. */
export interface CoreEvents {
  'invoice.accepted': AcceptedInvoice;
  'invoice.canceled': CanceledInvoice;
}

/** A sale that is none any more. */
export type CanceledInvoice = Pick<AcceptedInvoice, 'document'>;

/** Part of a handler's result: it counts if, and only if, the message ends well. */
export type CoreEvent = { [Name in keyof CoreEvents]: { name: Name; data: CoreEvents[Name] } }[keyof CoreEvents];

/** Where an event comes from. */
export interface EventSource {
  company: string;
  integration: string;
  message_id: string;
}

/** Nest provider of an integration that listens. */
export interface EventListener<Name extends keyof CoreEvents = keyof CoreEvents> {
  /**
   * The messages that come of an event; none when this company does not want any. They are stored in the commit that ends the source
   * message, so that neither is there without the other. Only reads. The same event may come again: the messages' keys must tell.
   */
  hear(data: CoreEvents[Name], source: EventSource): Promise<Delivery[]>;
}
