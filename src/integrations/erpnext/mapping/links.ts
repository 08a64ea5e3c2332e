import type { DocumentLink, MadeFacts } from '../../../core/integration/definition.js';
import { STEPS } from './steps.js';

/** The execution in Puente, and the documents that lie in the instance of the message's credential (side A). */
export function erpnextLinks({ order_key, summary, base_url }: MadeFacts): DocumentLink[] {
  const execution = /^workflow:(\d+)$/.exec(order_key ?? '')?.[1];
  if (!execution) return [];
  const origin = base_url?.replace(/\/+$/, '');
  const documents = STEPS.filter(({ side }) => side === 'a').flatMap(({ id, doctype }) => {
    const name = summary[`${id}_id`];
    return typeof name === 'string' && origin ? [{ label: name, href: deskUrl(origin, doctype, name) }] : [];
  });
  return [{ label: `Ejecución ${execution}`, href: `/admin/resources/erpnext-executions/records/${execution}/show` }, ...documents];
}

/** Frappe's desk form: `/app/purchase-order/PUR-ORD-2026-00001`. */
export const deskUrl = (origin: string, doctype: string, name: string): string => `${origin}/app/${doctype.toLowerCase().replaceAll(' ', '-')}/${encodeURIComponent(name)}`;
