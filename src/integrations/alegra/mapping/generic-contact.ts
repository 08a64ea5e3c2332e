import type { Warning } from '../../../core/errors/index.js';
import type { AlegraMetadata } from '../alegra.credentials.js';
import type { ErpnextCustomer } from './erpnext-customer.js';
import { emailOf } from './contact.js';

/** The configured "final consumer" when this customer is to be billed under it, always with a visible warning; else null. */
export function genericContact(
  customer: ErpnextCustomer,
  { generic_contact_id: id, generic_contact_mode: mode }: Pick<AlegraMetadata, 'generic_contact_id' | 'generic_contact_mode'>,
): { id: string; warnings: Warning[] } | null {
  const isNobody = !customer.identification && !customer.alegraId && !emailOf(customer.email);
  if (!id || mode === 'never' || (mode === 'auto' && !isNobody)) return null;
  const why = mode === 'always' ? 'así está configurado' : 'no trae identificación ni correo';
  return { id, warnings: [{ code: 'generic_contact_used', message: `El cliente «${customer.name ?? ''}» se facturó al contacto genérico ${id}: ${why}.` }] };
}
