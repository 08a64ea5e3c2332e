import { textOf } from '../client/alegra.types.js';
import { isFields } from './field-reader.js';

/** What the door needs to know about a delivery before anybody reads it. */
export interface DeliveryDescription {
  /** `sales_invoice.on_submit`; `unknown` when the doctype is not told. */
  eventType: string;
  /** The document's `name`. */
  externalReference: string | null;
  doctype: string | null;
  /** Equal for repeated deliveries of one event; null when name or `modified` is missing: compare the bytes instead. */
  dedupeKey: string | null;
  /** Deliveries of one document are worked on in order; null when the payload does not tell which. */
  orderKey: string | null;
}

const EVENTS: Record<string, string> = { '0': 'on_update', '1': 'on_submit', '2': 'on_cancel' };

/** Looks at a payload without judging it. Never throws, whatever it is given. */
export function describeDelivery(payload: unknown): DeliveryDescription {
  const fields = isFields(payload) ? payload : {};
  const text = (name: string): string | null => {
    const value = textOf(Object.hasOwn(fields, name) ? fields[name] : null);
    return value === 'None' ? null : value;
  };
  const [doctype, name, modified] = [text('doctype'), text('name'), text('modified')];
  const status = text('docstatus')?.replace(/\.0+$/, '') ?? '';
  const event = text('event') ?? EVENTS[status] ?? 'received';
  return {
    eventType: doctype === null ? 'unknown' : `${doctype.toLowerCase().replace(/\s+/g, '_')}.${event}`.slice(0, 200),
    externalReference: name,
    doctype,
    dedupeKey: name === null || modified === null ? null : `${doctype ?? ''}|${name}|${status}|${event}|${modified}`,
    orderKey: name === null ? null : `${doctype ?? ''}|${name}`,
  };
}
