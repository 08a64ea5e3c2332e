import { type ErpnextDocument, INVOICE_DOCTYPES } from './erpnext-document.js';

export type Action =
  | { kind: 'invoice' | 'credit_note' | 'cancel'; reason?: undefined }
  | { kind: 'skip'; reason: { code: string; message: string } };

interface Skip {
  code: string;
  when: (document: ErpnextDocument) => boolean;
  message: (document: ErpnextDocument) => string;
}

/** Documents that are none of Alegra's business. First match wins. */
export const SKIPS: readonly Skip[] = [
  {
    code: 'doctype_not_handled',
    when: ({ doctype }) => !INVOICE_DOCTYPES.includes(doctype),
    message: ({ doctype }) => `Los documentos «${doctype}» no se envían a Alegra; solo POS Invoice y Sales Invoice.`,
  },
  {
    code: 'draft',
    when: ({ docstatus }) => docstatus === 0,
    message: () => 'El documento es un borrador; se enviará cuando se valide en ERPNext.',
  },
  {
    // Its POS invoices were sent one by one: both would bill the same sale twice.
    code: 'consolidated',
    when: ({ doctype, isConsolidated }) => doctype === 'Sales Invoice' && isConsolidated,
    message: () => 'La factura reúne facturas de punto de venta que ya se envían una por una.',
  },
  {
    code: 'opening_entry',
    when: ({ isOpening }) => isOpening,
    message: () => 'Es un saldo de apertura de ERPNext, no una venta.',
  },
  {
    code: 'debit_note',
    when: ({ isDebitNote }) => isDebitNote,
    message: () => 'Las notas de débito de ERPNext no se envían a Alegra; créela en Alegra.',
  },
  {
    code: 'internal_transfer',
    when: ({ isInternal }) => isInternal,
    message: () => 'Es una transferencia dentro de la misma empresa, no una venta.',
  },
];

/** What a document asks of Alegra. */
export function decideAction(document: ErpnextDocument): Action {
  const skip = SKIPS.find(({ when }) => when(document));
  if (skip) return { kind: 'skip', reason: { code: skip.code, message: skip.message(document) } };
  if (document.docstatus === 2 || /cancel/i.test(document.event ?? '')) return { kind: 'cancel' };
  return { kind: document.isReturn ? 'credit_note' : 'invoice' };
}
