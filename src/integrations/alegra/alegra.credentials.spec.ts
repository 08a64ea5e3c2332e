import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validateSync } from 'class-validator';
import { ALEGRA_FIELDS, AlegraMetadata, AlegraSecrets } from './alegra.credentials.js';

type Fields = Record<string, unknown>;
/** As the credentials room does it: unknown keys are refused. */
function check(type: new () => object, plain: Fields): { value: Fields; wrong: string[] } {
  const value = plainToInstance(type, plain, { exposeDefaultValues: true });
  return { value: value as Fields, wrong: validateSync(value, { whitelist: true, forbidNonWhitelisted: true }).map(({ property }) => property) };
}
const metadata = (plain: Fields) => check(AlegraMetadata, plain);

describe('AlegraMetadata', () => {
  it('needs nothing, and documents its defaults', () => {
    const { value, wrong } = metadata({});
    expect(wrong).toEqual([]);
    expect(value).toMatchObject({
      generic_identification_type: 'OTHER', generic_contact_mode: 'auto', custom_alegra_id_mode: 'verify', invoice_status: 'open', total_tolerance: '0.01', item_map: {}, generate_stamp: false,
    });
  });

  it('takes every key of the specification, ids as numbers or texts', () => {
    const { value, wrong } = metadata({
      payment_account_map: { Efectivo: 1, 'SINPE Móvil': '3' },
      payment_method_map: { Efectivo: 'cash', Tarjeta: { payment: 'credit-card', invoice: 'CARD' }, SINPE: 'TRANSFER' },
      default_payment_account_id: 5, default_payment_method: 'cash', default_payment_method_key: 'CASH',
      item_map: { 'PIN-5000': 75 }, tax_map: { 13: 6 }, default_item_id: 79, generic_contact_id: 1, generic_contact_mode: 'always',
      number_template_id: 19, number_template_prefix: 'FE', number_template_next: 341, generic_identification_type: 'PE', country: 'Costa Rica',
      total_tolerance: 0.05, charge_item_map: { '*': 78 }, custom_alegra_id_mode: 'trust',
    });
    expect(wrong).toEqual([]);
    expect(value).toMatchObject({
      payment_account_map: { Efectivo: '1', 'SINPE Móvil': '3' }, default_payment_account_id: '5', item_map: { 'PIN-5000': '75' }, tax_map: { '13': '6' },
      number_template_id: '19', number_template_next: '341', country: 'CR', total_tolerance: '0.05',
    });
  });

  it('an emptied form field is not set', () => {
    const { value, wrong } = metadata({ default_item_id: '', country: '', default_payment_method: '', number_template_id: null, number_template_prefix: '' });
    expect(wrong).toEqual([]);
    expect(value.default_item_id).toBeUndefined();
  });

  it.each<[Fields, string]>([
    [{ item_mapp: {} }, 'item_mapp'],
    [{ country: 'Narnia' }, 'country'],
    [{ item_map: [] }, 'item_map'],
    [{ item_map: { A: { id: 1 } } }, 'item_map'],
    [{ item_map: { A: '' } }, 'item_map'],
    [{ payment_method_map: { Tarjeta: 'tarjeta' } }, 'payment_method_map'],
    [{ payment_method_map: { Tarjeta: {} } }, 'payment_method_map'],
    [{ payment_method_map: { Tarjeta: { factura: 'CARD' } } }, 'payment_method_map'],
    [{ default_payment_method: 'Efectivo' }, 'default_payment_method'],
    [{ default_payment_account_id: 'la caja' }, 'default_payment_account_id'],
    [{ generic_contact_mode: 'siempre' }, 'generic_contact_mode'],
    [{ generic_contact_mode: 'always' }, 'generic_contact_id'],
    [{ total_tolerance: '-1' }, 'total_tolerance'],
    [{ total_tolerance: 'poco' }, 'total_tolerance'],
    [{ generate_stamp: 'sí' }, 'generate_stamp'],
    [{ invoice_status: 'closed' }, 'invoice_status'],
  ])('refuses %j', (plain, property) => expect(metadata(plain).wrong).toEqual([property]));
});

it('AlegraSecrets needs user and token', () => {
  expect(check(AlegraSecrets, { email: 'api@empresa.example', token: 'abc' }).wrong).toEqual([]);
  expect(check(AlegraSecrets, { email: 'api@empresa.example', token: 'abc', webhook_secret: 'largo-y-secreto' }).wrong).toEqual([]);
  expect(check(AlegraSecrets, { email: 'x', webhook_secret: 'corto' }).wrong.sort()).toEqual(['email', 'token', 'webhook_secret']);
});

describe('ALEGRA_FIELDS', () => {
  const propertiesOf = (type: new () => object) =>
    new Set(getMetadataStorage().getTargetValidationMetadatas(type, '', false, false).map(({ propertyName }) => propertyName));

  it('explains exactly the keys of both classes', () => {
    const secrets = ALEGRA_FIELDS.filter(({ kind }) => kind === 'secret').map(({ name }) => name);
    const others = ALEGRA_FIELDS.filter(({ kind }) => kind !== 'secret').map(({ name }) => name);
    expect(new Set(secrets)).toEqual(propertiesOf(AlegraSecrets));
    expect(new Set(others)).toEqual(propertiesOf(AlegraMetadata));
  });

  it('tells the same defaults as the class', () => {
    const { value } = metadata({});
    for (const { name, default: told, kind } of ALEGRA_FIELDS) if (kind !== 'secret') expect([name, value[name]]).toEqual([name, told]);
  });

  it.each(ALEGRA_FIELDS.map((field) => [field.name, field] as const))('%s has words in both languages', (_, { label, help, kind, options }) => {
    for (const text of [label.es, label.en, help.es, help.en]) expect(text.trim()).not.toBe('');
    expect(Boolean(options)).toBe(kind === 'enum');
  });
});
