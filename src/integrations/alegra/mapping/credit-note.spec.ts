import { Money } from '../../../core/money/index.js';
import type { AlegraMetadata } from '../alegra.credentials.js';
import { toCreditNoteBody, toReversalBody, type Original } from './credit-note.js';
import { ACCOUNT, cash, contextOf, creditSale, documentOf, iva } from './documents.fixture.js';

const giveBack = (more: Record<string, unknown> = {}) => creditSale({
  name: 'ACC-SINV-RET-2026-00031', is_return: 1, return_against: 'ACC-SINV-2026-00052', net_total: -17699.12, grand_total: -20000.01, rounded_total: -20000.0, rounding_adjustment: 0.01,
  items: [{ item_code: 'INST-TV', item_name: 'Instalación', qty: -1.0, rate: 17699.12, amount: -17699.12, net_rate: 17699.12, net_amount: -17699.12 }],
  taxes: [iva(13, { tax_amount: -2300.89 })],
  ...more,
});
const build = (more: Record<string, unknown> = {}, original: Partial<Original> = {}, settings: Partial<AlegraMetadata> = {}) =>
  toCreditNoteBody(documentOf(giveBack(more)), { ...contextOf(settings, { marker: '[M]' }), original: { invoiceId: '55', ...original } });

describe('case 4: toCreditNoteBody', () => {
  it('a part of the invoice, positive: 17699.12 + 2300.89 = 20000.01', () => {
    const built = build({}, { total: new Money('320000.01') });
    expect(built).toMatchObject({ warnings: [] });
    expect(built.body).toEqual({
      date: '2026-03-14',
      client: { id: '118' },
      items: [{ id: 78, name: 'Instalación', price: 17699.12, quantity: 1, tax: [{ id: 6 }] }],
      invoices: [{ id: '55', amount: 20000.01 }],
      type: 'CORRECT_AMOUNT_OF_REFERENCE_DOCUMENT',
      observations: '[M] ERPNext Sales Invoice ACC-SINV-RET-2026-00031 · devolución de ACC-SINV-2026-00052',
    });
  });

  it('the whole invoice has another type', () => expect(build({}, { total: new Money('20000.01') }).body?.type).toBe('VOID_REFERENCE_DOCUMENT'));

  it.each<[string, string, (number | string)[] | undefined]>([
    ['what is left suffices', '300000', [20000.01]],
    ['a cent is missing', '300000.01', [20000]],
    ['too little is left', '310000', undefined],
    ['nothing is left', '320000.01', undefined],
  ])('case 40: %s', (_, credited, expected) => {
    const built = build({}, { total: new Money('320000.01'), credited: new Money(credited) });
    expect(built.body?.invoices.map(({ amount }) => amount)).toEqual(expected);
    if (!expected) expect(built.problems).toMatchObject([{ code: 'credit_exceeds_invoice' }]);
  });

  it('case 31: money given back is told, or recorded where it is wished', () => {
    const paid = { payments: [cash(-20000)] };
    expect(build(paid)).toMatchObject({ warnings: [{ code: 'refund_not_sent' }] });
    expect(build(paid).body).not.toHaveProperty('refunds');
    expect(build(paid, {}, { credit_note_refunds: true }).body?.refunds).toEqual([{ date: '2026-03-14', account: { id: '1' }, amount: 20000, paymentMethod: 'cash' }]);
  });

  it('the invoice’s numbering is not the credit note’s', () => {
    expect(build({}, {}, { number_template_id: '19' }).body).not.toHaveProperty('numberTemplate');
    expect(build({}, {}, { credit_note_number_template_id: '3' }).body?.numberTemplate).toEqual({ id: '3' });
  });

  it('names what is not mapped', () => {
    expect(build({ items: [{ item_code: 'X', qty: -1, rate: 5, amount: -5 }] }).problems).toMatchObject([{ code: 'item_unmapped' }]);
    expect(build({ items: [{ item_code: 'INST-TV', qty: 1, rate: 5, amount: 5 }] }).problems).toMatchObject([{ code: 'line_not_positive' }]);
  });
});

it('case 39: toReversalBody takes back an invoice as Alegra has it', () => {
  const invoice = {
    id: 55, client: { id: 118 }, total: '320000.01', currency: { code: 'USD', exchangeRate: '512.5' },
    items: [{ id: '77', price: '265486.730000', quantity: '1.0000', discount: '0.0000', tax: [{ id: 6 }] }, { id: 78, price: 100, quantity: 2, discount: '12.5000', tax: [] }],
  };
  expect(toReversalBody(invoice, { date: '2026-03-20', marker: '[M]', account: ACCOUNT, stamp: true })).toEqual({
    date: '2026-03-20',
    client: { id: '118' },
    items: [{ id: '77', price: 265486.73, quantity: 1, tax: [{ id: '6' }] }, { id: '78', price: 100, quantity: 2, discount: 12.5 }],
    invoices: [{ id: '55', amount: 320000.01 }],
    type: 'VOID_REFERENCE_DOCUMENT',
    currency: { code: 'USD', exchangeRate: 512.5 },
    stamp: { generateStamp: true },
    observations: '[M] Anulación del documento de ERPNext',
  });
});
