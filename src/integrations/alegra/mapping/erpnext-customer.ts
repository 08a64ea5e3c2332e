import { type FieldReader, FieldReader as Reader, isFields } from './field-reader.js';

/** Who buys, whatever form the payload had. */
export interface ErpnextCustomer {
  /** ERPNext's own name of the customer record. */
  code: string | null;
  name: string | null;
  /** `Company`, `Individual`… null when the payload does not tell. */
  kind: string | null;
  alegraId: string | null;
  identification: string | null;
  identificationType: string | null;
  email: string | null;
  phone: string | null;
  mobile: string | null;
  address: string | null;
}

/**
 * Reads `customer` as an object (a template was used) or as ERPNext's plain name. What the object lacks is taken from the
 * document's own fields: `customer_name`, `contact_email`, `customer_phone`, `contact_mobile`, `tax_id`.
 */
export function readCustomer(document: FieldReader): ErpnextCustomer {
  const given = document.raw('customer');
  const own = new Reader(isFields(given) ? given : {}, 'customer', document.problems);
  const code = isFields(given) ? own.text('name') : document.text('customer');
  return {
    code,
    name: own.text('customer_name') ?? document.text('customer_name') ?? code,
    kind: own.text('customer_type') ?? document.text('customer_type'),
    alegraId: own.text('custom_alegra_id', 'alegra_id') ?? document.text('custom_alegra_id'),
    identification: own.text('identification', 'tax_id') ?? document.text('identification', 'tax_id'),
    identificationType: own.text('identification_type', 'custom_identification_type') ?? document.text('identification_type', 'custom_identification_type'),
    email: own.text('email', 'email_id', 'contact_email') ?? document.text('contact_email'),
    phone: own.text('phone', 'customer_phone') ?? document.text('customer_phone', 'contact_phone'),
    mobile: own.text('mobile', 'mobile_no', 'contact_mobile') ?? document.text('contact_mobile'),
    address: own.text('address'),
  };
}
