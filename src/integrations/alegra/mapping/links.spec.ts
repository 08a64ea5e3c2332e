import { alegraLinks } from './links.js';

const made = (summary: Record<string, unknown>, base_url: string | null = 'https://api.alegra.com/api/v1') => alegraLinks({ order_key: null, external_reference: 'FAC-1', summary, base_url });

it('leads to the invoice and the credit note in Alegra', () => {
  expect(made({ invoice_id: '310', invoice_number: 'FE310' })).toEqual([{ label: 'FE310', href: 'https://app.alegra.com/invoice/view/id/310' }]);
  expect(made({ credit_note_id: 12 })).toEqual([{ label: '12', href: 'https://app.alegra.com/credit-note/view/id/12' }]);
});

it('leads nowhere from a sandbox, without a credential, or before there is a document', () => {
  expect(made({ invoice_id: '1' }, 'http://127.0.0.1:4010/api/v1')).toEqual([]);
  expect(made({ invoice_id: '1' }, null)).toEqual([]);
  expect(made({ skipped: 'canceled' })).toEqual([]);
});
