import type { SearchSource } from '../../core/integration/index.js';

/** Holded's invoices, by their number or Holded's own id. */
export const DEVENGO_SEARCH: readonly SearchSource[] = [
  { list: 'devengo-invoices', table: 'devengo_invoice', exact: ['external_id', 'invoice_number'], title: 'invoice_number', detail: `invoice_date || ' · ' || total_amount || ' ' || currency`, state: 'status' },
];
