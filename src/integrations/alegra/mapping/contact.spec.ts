import { toContactBody, withoutNameObject } from './contact.js';
import { countryOf } from './countries.js';
import { creditSale, documentOf, posSale, settingsOf } from './documents.fixture.js';
import { genericContact } from './generic-contact.js';
import { splitName } from './person-name.js';

const CO = countryOf('CO')!;
const CR = countryOf('CR')!;
const customer = (more: Record<string, unknown>) => documentOf(posSale({ customer: { customer_name: 'Ana Mora Solís', ...more } })).customer;
const build = (more: Record<string, unknown>, country = CR, settings = settingsOf()) => toContactBody(customer(more), settings, country);

describe('toContactBody', () => {
  it('a person: nameObject alone, typed number, everything else as it came', () => {
    expect(build({ identification: '1-1234-0567', identification_type: 'CF', email: 'ana@correo.example', phone: '8888-1122' })).toMatchObject({
      body: {
        nameObject: { firstName: 'Ana', lastName: 'Mora', secondLastName: 'Solís' },
        identificationObject: { type: 'CF', number: '112340567' },
        email: 'ana@correo.example',
        phonePrimary: '8888-1122',
        type: 'client',
      },
      warnings: [],
    });
    expect(build({ identification: '112340567', identification_type: 'CF' }).body).not.toHaveProperty('name');
  });

  it.each([
    ['by its type of number', { identification: '3102458721', identification_type: 'CJ' }],
    ['by its words', { customer_name: 'Ferretería Azul S.A.', identification: 'US-99', identification_type: 'PE' }],
    ['by ERPNext', { customer_type: 'Company', identification: '112340567', identification_type: 'CF' }],
    ['because nobody tells', {}],
  ])('case 16: a company %s has name alone', (_, more) => {
    const { body } = build(more);
    expect(body).toMatchObject({ name: (more as { customer_name?: string }).customer_name ?? 'Ana Mora Solís' });
    expect(body).not.toHaveProperty('nameObject');
  });

  it('case 12: a NIT goes without its check digit, which goes apart', () => {
    expect(build({ customer_name: 'Empresa', identification: '890.903.938-8', identification_type: 'NIT' }, CO).body).toMatchObject({
      identificationObject: { type: 'NIT', number: '890903938', dv: '8' }, kindOfPerson: 'LEGAL_ENTITY',
    });
    expect(build({ identification: '890903938-1', identification_type: 'NIT' }, CO)).toMatchObject({ warnings: [{ code: 'check_digit_wrong' }] });
  });

  it('case 14: warns about a generic type that the country lacks', () => {
    const built = build({ identification: 'XY-778', identification_type: 'CF' });
    expect(built).toMatchObject({ body: { identificationObject: { type: 'OTHER', number: 'XY-778' } }, warnings: [{ code: 'generic_identification_type_not_listed' }] });
  });

  it('an address that is none is left out, the first of several counts', () => {
    expect(build({ email: '-' })).toMatchObject({ warnings: [{ code: 'customer_email_ignored' }] });
    expect(build({ email: 'mal, ana@correo.example; otra@correo.example' })).toMatchObject({ body: { email: 'ana@correo.example' }, warnings: [] });
  });

  it('carries the configured fields, and never more than it knows', () => {
    const settings = settingsOf({ contact_defaults: { regime: 'SIMPLIFIED_REGIME', type: 'provider' } });
    expect(build({}, CR, settings).body).toEqual({ regime: 'SIMPLIFIED_REGIME', name: 'Ana Mora Solís', type: 'client' });
  });

  it('case 16: after 2039 the single name goes alone', () => {
    const { body } = build({ identification: '112340567', identification_type: 'CF' });
    expect(withoutNameObject(body!)).toMatchObject({ name: 'Ana Mora Solís' });
    expect(withoutNameObject(body!)).not.toHaveProperty('nameObject');
  });

  it('case 6: a customer without a name cannot be made', () => {
    const nameless = { ...customer({}), name: ' ' };
    expect(toContactBody(nameless, settingsOf(), CR).problems).toMatchObject([{ code: 'customer_name_missing' }]);
  });
});

describe('case 16: splitName', () => {
  it.each([
    ['Ana', { firstName: 'Ana', lastName: '.' }],
    ['Ana Mora', { firstName: 'Ana', lastName: 'Mora' }],
    ['Ana Mora Solís', { firstName: 'Ana', lastName: 'Mora', secondLastName: 'Solís' }],
    ['Ana Lucía Mora Solís', { firstName: 'Ana', secondName: 'Lucía', lastName: 'Mora', secondLastName: 'Solís' }],
    ['María de los Ángeles Mora Solís', { firstName: 'María', secondName: 'de los Ángeles', lastName: 'Mora', secondLastName: 'Solís' }],
    ['Juan del Valle', { firstName: 'Juan', lastName: 'del Valle' }],
    ['Juan José Pablo de la O Solís', { firstName: 'Juan', secondName: 'José Pablo', lastName: 'de la O', secondLastName: 'Solís' }],
  ])('%s', (full, expected) => expect(splitName(full, '.')).toEqual(expected));

  it('sends no last name when none is configured', () => expect(splitName('Ana', '')).toEqual({ firstName: 'Ana' }));
});

describe('case 19: genericContact', () => {
  const nobody = documentOf(creditSale({ customer: 'Cliente Contado', customer_name: 'Cliente Contado', tax_id: null, contact_email: '' })).customer;
  it.each([
    ['auto', nobody, '1', '1'],
    ['auto', customer({ identification: '112340567' }), '1', undefined],
    ['auto', customer({ email: 'a@b.example' }), '1', undefined],
    ['auto', customer({ custom_alegra_id: 118 }), '1', undefined],
    ['always', customer({ identification: '112340567' }), '1', '1'],
    ['never', nobody, '1', undefined],
    ['auto', nobody, undefined, undefined],
  ] as const)('%s', (mode, who, id, expected) => {
    const chosen = genericContact(who, { generic_contact_mode: mode, generic_contact_id: id });
    expect(chosen?.id).toBe(expected);
    if (chosen) expect(chosen.warnings[0]?.code).toBe('generic_contact_used');
  });
});
