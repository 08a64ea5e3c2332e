import type { DocumentIdentity } from '../../../core/integration/message-handler.js';
import { textOf } from '../client/alegra.types.js';
import { isFields } from './field-reader.js';

const EVENTS: Record<string, string> = { '0': 'on_update', '1': 'on_submit', '2': 'on_cancel' };

/**
 * Which document and event a payload speaks of: `sales_invoice.on_submit`, or `unknown` when the doctype is not told. Never
 * throws, whatever it is given. Without name or `modified` there is no dedupe key: equal keys would swallow a correction.
 */
export function describeDelivery(payload: unknown): DocumentIdentity {
  const fields = isFields(payload) ? payload : {};
  const text = (name: string): string | null => {
    const value = textOf(Object.hasOwn(fields, name) ? fields[name] : null);
    return value === 'None' ? null : value;
  };
  const [doctype, name, modified] = [text('doctype'), text('name'), text('modified')];
  const status = text('docstatus')?.replace(/\.0+$/, '') ?? '';
  const event = text('event') ?? EVENTS[status] ?? 'received';
  return {
    event_type: doctype === null ? 'unknown' : `${doctype.toLowerCase().replace(/\s+/g, '_')}.${event}`.slice(0, 200),
    external_reference: name,
    dedupe_key: name === null || modified === null ? null : `${doctype ?? ''}|${name}|${status}|${event}|${modified}`,
    order_key: name === null ? null : `${doctype ?? ''}|${name}`,
  };
}
