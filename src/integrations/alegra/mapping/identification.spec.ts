import { countryOf, UNKNOWN_COUNTRY } from './countries.js';
import { fitType } from './generic-type.js';
import { nitCheckDigit, normaliseNumber, readIdentification, sameNumber, samePerson, searchNumbers } from './identification.js';

const CO = countryOf('CO')!;
const CR = countryOf('CR')!;
const PE = countryOf('PE')!;
const read = (number: string, type: string | null, country = CR) => readIdentification(number, type, country)!;

describe('case 11: normaliseNumber', () => {
  it.each([
    [' 1-1234-0567 ', '112340567'],
    ['3.102.458721', '3102458721'],
    ['３１０２４５８７２１', '3102458721'],
    ['1‑1234–0567', '112340567'],
    ['ab-123456', 'AB-123456'],
    ['XAXX010101000', 'XAXX010101000'],
    ['ñ&A 010101', 'Ñ&A 010101'],
    ['001234567', '001234567'],
  ])('%p → %p', (raw, expected) => expect(normaliseNumber(raw)).toBe(expected));
});

describe('case 12: NIT', () => {
  // 890903938-8 is the example of the contract.
  it.each([['890903938', '8'], ['900373115', nitCheckDigit('900373115')], ['800197268', '4']])('check digit of %s is %s', (number, dv) => expect(nitCheckDigit(number)).toBe(dv));

  it.each([['890.903.938-8'], ['8909039388'], ['890903938'], ['890903938 - 8']])('%s is one number, its check digit apart', (raw) => {
    expect(read(raw, 'NIT', CO)).toMatchObject({ type: 'NIT', number: '890903938', dv: '8' });
    for (const other of ['890.903.938-8', '8909039388', '890903938']) expect(samePerson(read(raw, 'NIT', CO), read(other, null, CO))).toBe(true);
  });

  it('ten digits that may be a person or a NIT with its digit are searched both ways', () => {
    const base = '123456789';
    const both = read(base + nitCheckDigit(base), null, CO);
    expect(searchNumbers(both)).toEqual([base + nitCheckDigit(base), base]);
    expect(both.dv).toBeNull();
  });

  it('a citizen number has no check digit', () => expect(read('1018425711', 'CC', CO)).toEqual({ type: 'CC', number: '1018425711', dv: null, aliases: [] }));
});

describe('case 13: types and leading zeros', () => {
  it.each([
    ['112340567', null, CR, 'CF'], ['3-102-458721', null, CR, 'CJ'], ['155812345678', null, CR, 'DIMEX'], ['1234567890', null, CR, null],
    ['112340567', '01', CR, 'CF'], ['3102458721', 'Cédula Jurídica', CR, 'CJ'], ['112340567', 'cf', CR, 'CF'],
    ['01234567', null, PE, 'DNI'], ['20123456786', null, PE, 'RUC'], ['900373115', '31', CO, 'NIT'], ['123', 'RARO', CR, 'RARO'], ['ABC010101AB1', null, UNKNOWN_COUNTRY, null],
  ])('%s as %s', (number, type, country, expected) => expect(read(number, type, country).type).toBe(expected));

  it('a leading zero is part of the number', () => {
    expect(read('012345678', 'CF').number).toBe('012345678');
    expect(sameNumber(read('012345678', 'CF'), read('12345678', 'CF'))).toBe(false);
  });

  it.each([['', 'CF'], ['---', 'CF'], [null, null]])('%p is no identification', (number, type) => expect(readIdentification(number, type, CR)).toBeNull());
});

describe('comparison', () => {
  it.each([
    ['1-1234-0567', '112340567', true],
    ['AB-123456', 'ab123456', true],
    ['A123456', 'B123456', false],
    ['A123456', '123456', false],
  ])('%s and %s: %p', (one, other, expected) => expect(sameNumber(read(one, null), read(other, null))).toBe(expected));

  it('types count where both are known', () => {
    expect(samePerson(read('3102458721', 'CJ'), read('3102458721', 'NITE'))).toBe(false);
    expect(samePerson(read('1234567890', null), read('1234567890', 'NITE'))).toBe(true);
  });
});

describe('case 14: a number with letters gets the generic type', () => {
  const fit = (number: string, type: string | null, generic = 'OTHER', country = CR) => {
    const { identification, warnings } = fitType(read(number, type, country), { generic_identification_type: generic }, country);
    return [identification.type, warnings.map(({ code }) => code)];
  };
  const warned = ['generic_identification_type_not_listed'];

  it.each([
    ['AB123456', 'CF', 'OTHER', CR, ['OTHER', warned]],
    ['AB123456', null, 'OTHER', CO, ['OTHER', warned]],
    ['AB123456', null, 'PE', CR, ['PE', []]],
    ['AB123456', 'PE', 'OTHER', CR, ['PE', []]],
    ['112340567', 'CF', 'OTHER', CR, ['CF', []]],
    ['AB123456', 'ID', 'OTHER', countryOf('AR')!, ['OTHER', []]],
    ['ABC010101AB1', null, 'OTHER', countryOf('MX')!, [null, []]],
  ])('%s %s (generic %s)', (number, type, generic, country, expected) => expect(fit(number, type, generic, country)).toEqual(expected));
});

describe('countryOf', () => {
  it.each([['CR', 'CR'], ['costarica', 'CR'], ['Costa Rica', 'CR'], ['costa_rica', 'CR'], ['México', 'MX'], ['España', 'ES'], ['ar', 'AR'], ['Narnia', undefined], [null, undefined], ['', undefined]])('%p → %p', (name, code) => {
    expect(countryOf(name)?.code).toBe(code);
  });
});
