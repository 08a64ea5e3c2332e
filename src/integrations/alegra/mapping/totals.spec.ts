import { Money } from '../../../core/money/index.js';
import { alegraTotal, totalWarning, wire } from './totals.js';

const line = (price: string, quantity = '1', discount = '0', taxes = ['13']) => ({ price: new Money(price), quantity: new Money(quantity), discount: new Money(discount), taxes: taxes.map((tax) => new Money(tax)) });

describe('alegraTotal', () => {
  it.each([
    ['19605.00', [line('4424.78', '2'), line('8500')], 2],
    ['320000.01', [line('265486.73'), line('17699.12')], 2],
    ['0.30', [line('0.1', '1', '0', []), line('0.2', '1', '0', [])], 2],
    ['20.00', [line('29.9985', '1', '33.3333', [])], 2],
    ['114.00', [line('100', '1', '0', ['13', '1'])], 2],
    ['113', [line('99.6')], 0],
    ['0.00', [], 2],
  ])('%s', (expected, lines, decimals) => expect(alegraTotal(lines, decimals).toFixed(decimals)).toBe(expected));
});

describe('case 26: totalWarning', () => {
  const see = (grand: string | null, rounded: string | null, actual: string, tolerance = '0.01') =>
    totalWarning({ document: { grandTotal: grand === null ? null : new Money(grand), roundedTotal: rounded === null ? null : new Money(rounded) }, expected: new Money('100'), actual: new Money(actual), tolerance: new Money(tolerance) });

  it.each([
    ['equal', '320000.01', '320000', '320000.01'],
    ['the rounded total', '320000.40', '320000', '320000'],
    ['a cent of tolerance', '100', null, '100.01'],
    ['a return', '-20000.01', '-20000', '20000.01'],
    ['rounding switched off', '100', '0', '100'],
    ['no total in the payload', null, null, '100'],
  ])('%s is fine', (_, grand, rounded, actual) => expect(see(grand, rounded, actual)).toBeNull());

  it.each([
    ['a lost tax', '320000.01', '320000', '283185.85'],
    ['two cents', '100', null, '100.02'],
    ['zero for something', '100', '0', '0'],
    ['a total that is not what we computed', null, null, '99'],
  ])('%s is told with both numbers', (_, grand, rounded, actual) => {
    const warning = see(grand, rounded, actual);
    expect(warning).toMatchObject({ code: 'total_mismatch' });
    expect(warning?.message).toContain(new Money(actual).toFixed(2));
    expect(warning?.message).toContain(new Money(grand ?? '100').toFixed(2));
  });
});

describe('wire', () => {
  it.each([['4424.78', '4424.78'], ['0.1', '0.1'], ['320000.01', '320000.01'], ['0.0000001', '"0.0000001"'], ['123456789012.123456', '"123456789012.123456"'], ['100', '100']])('%s goes as %s', (text, json) => {
    expect(JSON.stringify(wire(new Money(text)))).toBe(json);
  });
});
