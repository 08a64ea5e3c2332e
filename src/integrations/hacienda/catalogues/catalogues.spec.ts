import { CURRENCIES, nameOf, placeName, REFERENCE_CODES, SALE_CONDITIONS, UNITS, whyNot } from './index.js';

it('holds what the official lists hold', () => {
  expect([UNITS.entries.size, CURRENCIES.entries.size]).toEqual([101, 168]);
});

it.each([
  ['17', '2026-11-28', 'REP', undefined],
  ['17', '2026-11-28', 'NC', 'El código 17 (Pago) solo se admite en REP.'],
  ['17', '2026-01-01', 'REP', 'El código 17 (Pago) rige desde el 2026-04-22.'],
  ['03', '2026-01-01', 'FE', '«03» no es un código de referencia: use 01, 02, 04, 05, 06, 07, 08, 11, 99.'],
] as const)('reference code %s on %s in a %s', (code, day, type, why) => expect(whyNot(REFERENCE_CODES, code, day, type)).toBe(why));

it('names codes', () => expect([nameOf(SALE_CONDITIONS, '02'), nameOf(SALE_CONDITIONS, '77'), nameOf(SALE_CONDITIONS, undefined)]).toEqual(['Crédito', '77', '']));

it.each([
  ['1', '01', '03', { province: 'San José', canton: 'San José', district: 'Hospital' }],
  ['7', '06', '05', { province: 'Limón', canton: 'Guácimo', district: 'Duacarí' }],
  ['6', '07', '02', undefined],
  ['1', '01', '12', undefined],
  ['1', '1', '03', undefined],
  ['8', '01', '01', undefined],
  ['constructor', '01', '01', undefined],
])('place %s-%s-%s', (province, canton, district, expected) => expect(placeName(province, canton, district)).toEqual(expected));
