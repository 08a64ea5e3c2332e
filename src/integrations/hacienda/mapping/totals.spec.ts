import { ISSUER, KIT, SAMPLES, TODAY } from './samples.fixture.js';
import { judgeDocument } from './judge-document.js';
import type { PreparedDocument } from './types.js';

function prepared(input: unknown): PreparedDocument {
  const verdict = judgeDocument(input, { issuer: ISSUER, today: TODAY });
  if ('problems' in verdict) throw new Error(JSON.stringify(verdict.problems));
  return verdict.document;
}

const NONE = {
  services_taxed: '0.00000', services_exempt: '0.00000', services_exonerated: '0.00000', services_not_subject: '0.00000',
  goods_taxed: '0.00000', goods_exempt: '0.00000', goods_exonerated: '0.00000', goods_not_subject: '0.00000',
  total_taxed: '0.00000', total_exempt: '0.00000', total_exonerated: '0.00000', total_not_subject: '0.00000',
  total_discounts: '0.00000', total_tax_assumed: '0.00000', total_vat_returned: '0.00000', total_other_charges: '0.00000',
};

// Worked out by hand, each line rounded to five places before adding.
const EXPECTED = {
  // 12.5 × 850.25 = 10628.125; − 628.13 = 9999.995; 13% = 1299.99935. 2 × 6500 = 13000; 13% = 1690, half of it exonerated: 845.
  // 1500.005 at 4% = 60.0002. 24500 + 2144.99935 + 60.0002 + 50.
  FE: {
    goods_taxed: '17128.12500', goods_exonerated: '6500.00000', services_taxed: '1500.00500', total_taxed: '18628.13000', total_exonerated: '6500.00000',
    total_sale: '25128.13000', total_discounts: '628.13000', total_net_sale: '24500.00000',
    tax_breakdown: [{ code: '01', rate_code: '08', amount: '2144.99935' }, { code: '01', rate_code: '04', amount: '60.00020' }],
    total_tax: '2204.99955', total_other_charges: '50.00000', total: '26754.99955',
  },
  // 3 × 333.33333 = 999.99999; 13% = 129.9999987 → 130.00000.
  TE: {
    goods_taxed: '999.99999', goods_exempt: '100.00000', total_taxed: '999.99999', total_exempt: '100.00000', total_sale: '1099.99999', total_net_sale: '1099.99999',
    tax_breakdown: [{ code: '01', rate_code: '08', amount: '130.00000' }, { code: '01', rate_code: '10', amount: '0.00000' }], total_tax: '130.00000', total: '1229.99999',
  },
  NC: {
    goods_taxed: '1700.50000', total_taxed: '1700.50000', total_sale: '1700.50000', total_net_sale: '1700.50000',
    tax_breakdown: [{ code: '01', rate_code: '08', amount: '221.06500' }], total_tax: '221.06500', total: '1921.56500',
  },
  ND: {
    services_taxed: '500.00000', total_taxed: '500.00000', total_sale: '500.00000', total_net_sale: '500.00000',
    tax_breakdown: [{ code: '01', rate_code: '08', amount: '65.00000' }], total_tax: '65.00000', total: '565.00000',
  },
  FEC: {
    services_taxed: '99.99000', total_taxed: '99.99000', total_sale: '99.99000', total_net_sale: '99.99000',
    tax_breakdown: [{ code: '01', rate_code: '08', amount: '12.99870' }], total_tax: '12.99870', total: '112.98870',
  },
  FEE: {
    goods_exempt: '2105.00000', total_exempt: '2105.00000', total_sale: '2105.00000', total_net_sale: '2105.00000',
    tax_breakdown: [{ code: '01', rate_code: '01', amount: '0.00000' }], total_tax: '0.00000', total: '2105.00000',
  },
  REP: {
    total_sale: '1000.00000', total_net_sale: '1000.00000', tax_breakdown: [{ code: '01', rate_code: '08', amount: '130.00000' }], total_tax: '130.00000', total: '1130.00000',
  },
};

it.each(Object.entries(EXPECTED))('%s', (type, expected) => {
  expect(prepared(SAMPLES[type as keyof typeof SAMPLES]).totals).toEqual({ ...NONE, ...expected });
});

it('a receipt’s total may be the sale alone, as the annex says', () => {
  const verdict = judgeDocument({ ...SAMPLES.REP, payments: [{ type: '04', amount: 1000 }] }, { issuer: ISSUER, today: TODAY, receiptTotal: 'sale_only' });
  expect(verdict).toMatchObject({ document: { totals: { total_tax: '130.00000', total: '1000.00000' } } });
});

describe('a line', () => {
  const of = (line: object, more: object = {}) => prepared({ ...SAMPLES.TE, ...more, lines: [{ ...SAMPLES.TE.lines[0], quantity: 10, unit_price: 100, ...line }] });

  it('given away pays the tax of its price, which the issuer bears', () => {
    const { lines: [line], totals } = of({ discounts: [{ amount: 1000, code: '01' }] });
    expect(line).toMatchObject({ subtotal: '0.00000', taxable_base: '0.00000', taxes: [{ amount: '130.00000' }], tax_assumed: '130.00000', net_tax: '0.00000', total: '0.00000' });
    expect(totals).toMatchObject({ total_sale: '1000.00000', total_net_sale: '0.00000', total_tax: '0.00000', total_tax_assumed: '130.00000', total: '0.00000' });
  });

  it('with selective tax pays the value added tax on both', () => {
    const { lines: [line] } = of({ taxes: [{ code: '02', rate: 10 }, { code: '01', rate_code: '08' }] });
    expect(line).toMatchObject({ taxable_base: '1100.00000', taxes: [{ amount: '100.00000' }, { amount: '143.00000', rate: '13.00' }], total: '1243.00000' });
  });

  it.each([
    ['fuel by the litre', { code: '03', specific: { quantity: 40, unit_tax: '287.5' } }, '11500.00000', undefined],
    ['alcohol by its millilitres: 10 × (350 × 4.5%) × 3.4', { code: '04', specific: { quantity: 350, percentage: 4.5, unit_tax: '3.4' } }, '535.50000', '15.75'],
    ['drinks by volume: 10 × 600 × (20.95 / 250)', { code: '05', specific: { quantity: 600, volume: 250, unit_tax: '20.95' } }, '502.80000', undefined],
    ['tobacco by the unit', { code: '06', specific: { quantity: 20, unit_tax: '26.18' } }, '5236.00000', undefined],
  ])('%s', (_, tax, amount, proportion) => {
    expect(of({ taxes: [tax] }).lines[0]!.taxes[0]).toMatchObject({ amount, specific: proportion ? { proportion } : {} });
  });

  it('of soap counts grams', () => {
    const tax = { code: '05', specific: { quantity: 1, volume: 90, unit_tax: '0.25' } };
    expect(of({ cabys: '3532100000000', taxes: [tax] }).lines[0]!.taxes[0]!.amount).toBe('225.00000');
  });

  it('of used goods pays by the factor, on what is left after the discount', () => {
    expect(of({ discounts: [{ amount: 100, code: '07' }], taxes: [{ code: '08', factor: '0.1234' }] })).toMatchObject({
      lines: [{ taxes: [{ amount: '111.06000', factor: '0.1234' }] }], totals: { total_taxed: '1000.00000', tax_breakdown: [{ code: '08', amount: '111.06000' }] },
    });
  });

  it.each([['01', 'total_not_subject'], ['11', 'total_not_subject'], ['10', 'total_exempt'], ['09', 'total_taxed']] as const)('of rate code %s goes to %s', (rate_code, bucket) => {
    expect(of({ taxes: [{ code: '01', rate_code }] }).totals[bucket]).toBe('1000.00000');
  });

  it('wholly exonerated leaves nothing taxed', () => {
    const exoneration = { document_type: '03', document_number: 'Ley 1234', article: 5, institution: '01', issue_date: '2026-01-31', rate: 13 };
    expect(of({ taxes: [{ code: '01', rate_code: '08', exoneration }] })).toMatchObject({
      lines: [{ taxes: [{ exoneration: { amount: '130.00000', rate: '13.00', issue_date: '2026-01-31T00:00:00-06:00', article: '5' } }], net_tax: '0.00000' }],
      totals: { total_taxed: '0.00000', total_exonerated: '1000.00000', total_tax: '0.00000', tax_breakdown: [{ amount: '0.00000' }] },
    });
  });

  it('rounds halves up: 0.5 × 0.00001 is 0.00001', () => {
    expect(of({ quantity: '0.5', unit_price: '0.00001' }).lines[0]!.amount).toBe('0.00001');
  });

  it('of health paid by card gives the tax back, in part when paid in part', () => {
    const health = { cabys: '9312100000000', taxes: [{ code: '01', rate_code: '04' }] };
    expect(of(health, { payments: [{ type: '02' }] }).totals).toMatchObject({ total_tax: '40.00000', total_vat_returned: '40.00000', total: '1000.00000' });
    expect(of(health, { payments: [{ type: '01', amount: '540.8' }, { type: '02', amount: 480 }] })).toMatchObject({
      totals: { total_vat_returned: '19.20000', total: '1020.80000' }, payments: [{ amount: '540.80000' }, { amount: '480.00000' }],
    });
  });
});

describe('a kit', () => {
  const of = (more: object = {}) => prepared({ ...SAMPLES.TE, lines: [{ ...KIT, ...more }] });

  // One: 3000 − 300 + 999.99 + 500 = 4199.99; 13% of 2700 = 351; 1% of 999.99 = 9.9999. Three of them.
  it('costs what its components cost, and has their taxes without a rate of its own', () => {
    const { lines: [line], totals } = of();
    expect(line).toMatchObject({
      unit_price: '4499.99000', amount: '13499.97000', discounts: [{ amount: '900.00000', code: '07' }], subtotal: '12599.97000', taxable_base: '12599.97000',
      taxes: [{ code: '01', amount: '1082.99970' }], net_tax: '1082.99970', total: '13682.96970',
      components: [{ subtotal: '2700.00000' }, { taxes: [{ amount: '9.99990' }] }, { total: '500.00000' }],
    });
    expect(line!.taxes[0]!.rate).toBeUndefined();
    expect(totals).toMatchObject({
      goods_taxed: '13499.97000', total_exempt: '0.00000', total_discounts: '900.00000', total_tax: '1082.99970', total: '13682.96970',
      tax_breakdown: [{ code: '01', rate_code: '08', amount: '1053.00000' }, { code: '01', rate_code: '02', amount: '29.99970' }, { code: '01', rate_code: '10', amount: '0.00000' }],
    });
  });

  it('with specific taxes and something given away adds each tax for itself', () => {
    const [biscuits, , magazine] = KIT.components;
    const soda = { ...biscuits, description: 'Gaseosa 600 ml', discounts: [], taxes: [{ code: '05', specific: { quantity: 600, volume: 250, unit_tax: '20.95' } }, { code: '01', rate_code: '08' }] };
    const gift = { ...magazine, discounts: [{ amount: 500, code: '01' }], taxes: [{ code: '01', rate_code: '08' }] };
    // 2 × 600 × 20.95 / 250 = 100.56; 13% of 3100.56 = 403.0728. The gift's 65 are borne by the issuer.
    expect(of({ components: [soda, gift] }).lines[0]).toMatchObject({
      taxes: [{ code: '05', amount: '301.68000' }, { code: '01', amount: '1404.21840' }], tax_assumed: '195.00000', net_tax: '1510.89840', subtotal: '9000.00000', total: '10510.89840',
    });
  });

  it('wholly exempt is exempt', () => expect(of({ components: [KIT.components[2], KIT.components[2]] }).totals).toMatchObject({ total_exempt: '3000.00000', total_taxed: '0.00000' }));
});
