import { amountOf, plainNumber } from './amount.js';

it.each([
  ['2260.00000', '2,260.00'],
  ['0.00000', '0.00'],
  ['1234567.12345', '1,234,567.12345'],
  ['-1500.50000', '-1,500.50'],
  ['999', '999.00'],
  ['12345678901234567890.10000', '12,345,678,901,234,567,890.10'],
  [null, '—'],
])('%s is shown as %s', (given, shown) => {
  expect(amountOf(given)).toBe(shown);
});

it('shows quantities without zeros at the end', () => {
  expect(['2.000', '0.500', '10', '1.250'].map(plainNumber)).toEqual(['2', '0.5', '10', '1.25']);
});
