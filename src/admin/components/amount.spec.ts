import { amountOf, grouped, plainNumber } from './amount.js';

it.each([
  ['2260.00000', '2.260,00', '2,260.00'],
  ['0.00000', '0,00', '0.00'],
  ['1234567.12345', '1.234.567,12345', '1,234,567.12345'],
  ['-1500.50000', '-1.500,50', '-1,500.50'],
  ['999', '999,00', '999.00'],
  ['12345678901234567890.10000', '12.345.678.901.234.567.890,10', '12,345,678,901,234,567,890.10'],
  [null, '—', '—'],
])('%s is shown as %s, in English as %s', (given, es, en) => {
  expect([amountOf(given, 'es'), amountOf(given, 'en')]).toEqual([es, en]);
});

it('shows quantities without zeros at the end', () => {
  expect(['2.000', '0.500', '10', '1.250'].map((text) => plainNumber(text, 'es'))).toEqual(['2', '0,5', '10', '1,25']);
  expect(plainNumber('1.250', 'en')).toBe('1.25');
});

it('groups whole numbers the same way', () => expect([grouped('1234567', 'es'), grouped('1234', 'en'), grouped('999', 'es')]).toEqual(['1.234.567', '1,234', '999']));
