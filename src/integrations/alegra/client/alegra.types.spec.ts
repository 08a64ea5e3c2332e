import { parse } from 'lossless-json';
import { idOf, isStamped, moneyOf, numberOf, rowsOf, statusOf } from './alegra.types.js';

it.each([[12, '12'], ['12', '12'], [{ id: 12 }, '12'], [{ id: '12' }, '12'], [parse('12'), '12'], [null, null], ['', null], [{}, null], [true, null]])('idOf(%j) = %p', (value, expected) => {
  expect(idOf(value)).toBe(expected);
});

it.each([['19928.00', '19928'], ['0.0000000000', '0'], ['16746.218487', '16746.218487'], [5.5, '5.5'], [parse('12345678901234567890.1'), '12345678901234567890.1'], ['x', undefined], [null, undefined]])('moneyOf(%j) = %p', (value, expected) => {
  expect(moneyOf(value)?.toString()).toBe(expected);
});

it.each([[[{ id: 1 }, null, 'x'], 1], [{ metadata: { total: 40 }, data: [{ id: 1 }, { id: 2 }] }, 2], [{ data: null }, 0], [{}, 0], [null, 0], ['<html>', 0]])('rowsOf(%j) has %p rows', (json, count) => {
  expect(rowsOf(json)).toHaveLength(count);
});

it.each([
  [{ numberTemplate: { prefix: 'FE', number: '341', fullNumber: 'FE341' } }, 'FE341'],
  [{ numberTemplate: [{ prefix: 'FE', number: 341 }] }, 'FE341'],
  [{ numberTemplate: { prefix: 'FE', number: null, fullNumber: null } }, null],
  [{}, null],
])('numberOf(%j) = %p', (document, expected) => expect(numberOf(document)).toBe(expected));

it.each([['open', 'open'], ['Voided', 'void'], ['paid', 'closed'], ['closed', 'closed'], ['?', null], [undefined, null]])('statusOf %p = %p', (status, expected) => expect(statusOf({ status })).toBe(expected));

it.each([
  [{ stamp: { emissionStatus: 'STAMPED_AND_ACCEPTED' } }, true],
  [{ stamp: { legalStatus: 'ACCEPTED' } }, true],
  [{ stamp: { cufe: 'abc' } }, true],
  [{ stamp: { emissionStatus: 'PENDING', legalStatus: 'PENDING' } }, false],
  [{ stamp: null }, false],
  [{}, false],
])('isStamped(%j) = %p', (document, expected) => expect(isStamped(document)).toBe(expected));
