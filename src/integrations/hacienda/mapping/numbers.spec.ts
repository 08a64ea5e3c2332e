import { claveOf, consecutivoOf, situationOf } from './numbers.js';

it('consecutivo: branch, terminal, type, number', () => {
  expect(consecutivoOf({ branch: 1, terminal: '00001', typeCode: '01', number: 41n })).toBe('00100001010000000041');
  expect(consecutivoOf({ branch: 999, terminal: 99_999, typeCode: '10', number: '9999999999' })).toBe('99999999109999999999');
});

it.each([{ branch: 0 }, { branch: 1000 }, { terminal: 'a' }, { number: 0 }, { number: '10000000000' }, { number: -1 }, { number: 1.5 }])('no consecutivo with %j', (part) => {
  expect(() => consecutivoOf({ branch: 1, terminal: 1, typeCode: '01', number: 1, ...part })).toThrow(RangeError);
});

const PARTS = { date: '2026-11-28', identification: '3101987654', consecutive: '00100001010000000041', situation: '1', securityCode: '12345678' } as const;

it('clave: country, day, identification of twelve, consecutivo, situation, security code', () => {
  expect(claveOf(PARTS)).toBe('506' + '281126' + '003101987654' + '00100001010000000041' + '1' + '12345678');
  expect(claveOf({ ...PARTS, identification: '155812345678' })).toHaveLength(50);
});

it.each([{ date: '28-11-2026' }, { identification: '1234567890123' }, { consecutive: '1' }, { securityCode: '1234567' }])('no clave with %j', (part) => {
  expect(() => claveOf({ ...PARTS, ...part })).toThrow(RangeError);
});

it.each([
  ['normal', {}, '1'],
  ['of today', { issue_date: '2026-11-28' }, '1'],
  ['without internet', { issue_date: '2026-11-27T10:00:00-06:00' }, '3'],
  ['for a contingency', { references: [{ document_type: '08', code: '05', issue_date: '2026-11-20T00:00:00-06:00' }] }, '2'],
])('%s', (_, document, situation) => expect(situationOf({ references: [], ...document }, '2026-11-28')).toBe(situation));
