import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { OPPEN_FIELDS, OppenMetadata, OppenSecrets } from './oppen.credentials.js';

type Fields = Record<string, unknown>;
/** As the credentials room does it: unknown keys are refused. */
function check(type: new () => object, plain: Fields): { value: Fields; wrong: string[] } {
  const value = plainToInstance(type, plain, { exposeDefaultValues: true });
  return { value: value as Fields, wrong: validateSync(value, { whitelist: true, forbidNonWhitelisted: true }).map(({ property }) => property) };
}

it('needs no setting, and tells the same defaults as the form', () => {
  const { value, wrong } = check(OppenMetadata, {});
  expect(wrong).toEqual([]);
  for (const { name, default: told, kind } of OPPEN_FIELDS) if (kind !== 'secret') expect([name, value[name]]).toEqual([name, told]);
});

it('takes every setting of the contract', () => {
  const { value, wrong } = check(OppenMetadata, {
    api_name: 'ICOMGENERAL', sernr_mode: 'server', pos_padding: 5, price_mode: 'net', vat_rate: 0.21, price_decimals: 4, status: 1, payment_days: 0, due_date_not_in_past: true,
    cust_code: 'C9', cust_code_by_shop: { MATRIZ: 'CUIT0' }, office: '100', office_by_type: { CC: 200 }, label_template: 'X|{shop}', label_by_shop: { MATRIZ: 'ALMF01' }, create_user: 'API',
    art_code: '1', art_code_by_type: { CC: 'OTR-ING' }, fields_by_type: { A: { VoucherCode: '001', DocType: 1 } }, types: ['A', 'B'], excluded_shops: ['DEPOSITO'],
  });
  expect(wrong).toEqual([]);
  expect(value).toMatchObject({ vat_rate: '0.21', office_by_type: { CC: '200' } });
});

it.each<[Fields, string]>([
  [{ pos_paddingg: 5 }, 'pos_paddingg'],
  [{ api_name: '../admin' }, 'api_name'],
  [{ api_name: '' }, 'api_name'],
  [{ pos_padding: 3 }, 'pos_padding'],
  [{ pos_padding: 9 }, 'pos_padding'],
  [{ pos_padding: 4.5 }, 'pos_padding'],
  [{ sernr_mode: 'cliente' }, 'sernr_mode'],
  [{ price_mode: 'neto' }, 'price_mode'],
  [{ vat_rate: '21' }, 'vat_rate'],
  [{ vat_rate: '-0.1' }, 'vat_rate'],
  [{ vat_rate: 'x' }, 'vat_rate'],
  [{ price_decimals: 1 }, 'price_decimals'],
  [{ status: 2 }, 'status'],
  [{ payment_days: -1 }, 'payment_days'],
  [{ due_date_not_in_past: 'sí' }, 'due_date_not_in_past'],
  [{ cust_code: '' }, 'cust_code'],
  [{ cust_code_by_shop: [] }, 'cust_code_by_shop'],
  [{ cust_code_by_shop: { MATRIZ: '' } }, 'cust_code_by_shop'],
  [{ office_by_type: { C: '200' } }, 'office_by_type'],
  [{ art_code_by_type: { A: {} } }, 'art_code_by_type'],
  [{ label_template: ' ' }, 'label_template'],
  [{ fields_by_type: { A: 1 } }, 'fields_by_type'],
  [{ fields_by_type: { A: { OfficialSerNr: '1' } } }, 'fields_by_type'],
  [{ fields_by_type: { A: { Items: [] } } }, 'fields_by_type'],
  [{ types: [] }, 'types'],
  [{ types: ['A', 'X'] }, 'types'],
  [{ excluded_shops: 'DEPOSITO' }, 'excluded_shops'],
])('refuses %j', (plain, property) => expect(check(OppenMetadata, plain).wrong).toEqual([property]));

it('needs user and password, and no password so short that it could not be kept out of the log', () => {
  expect(check(OppenSecrets, { username: 'API', password: 'clave-larga' }).wrong).toEqual([]);
  expect(check(OppenSecrets, { username: '', password: 'corta' }).wrong).toEqual(['username', 'password']);
  expect(check(OppenSecrets, { username: 'API', password: 'clave-larga', token: 'x' }).wrong).toEqual(['token']);
});

it.each(OPPEN_FIELDS.map((field) => [field.name, field] as const))('%s has words in both languages', (_, { label, help }) => {
  for (const text of [label.es, label.en, help.es, help.en]) expect(text.trim()).not.toBe('');
});
