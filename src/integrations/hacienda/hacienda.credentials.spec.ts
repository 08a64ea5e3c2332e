import { shapeProblems } from '../../core/problems/index.js';
import { plainToInstance } from 'class-transformer';
import { adviseHacienda } from './hacienda.credentials.advice.js';
import { HACIENDA_FIELDS, HaciendaMetadata, HaciendaSecrets } from './hacienda.credentials.js';

type Fields = Record<string, unknown>;
const METADATA: Fields = {
  identification_type: '02', identification: '3101123456', name: 'Empresa de Prueba S.A.', activity_code: '4719.9', email: 'facturas@empresa.example',
  location: { province: '1', canton: '01', district: '01', other: '100 m norte del parque' },
};
const SECRETS: Fields = { username: 'cpj-3-101-123456@stag.comprobanteselectronicos.go.cr', password: 'clave-larga', p12_base64: Buffer.from([0x30, 0x82, 1, 2]).toString('base64'), p12_pin: '1234' };
const wrong = (type: new () => object, fields: Fields) => shapeProblems(type, fields).map(({ path }) => path);
const metadata = (changes: Fields) => plainToInstance(HaciendaMetadata, { ...METADATA, ...changes }, { exposeDefaultValues: true });

it('needs the issuer, and tells the same defaults as the form', () => {
  expect(wrong(HaciendaMetadata, METADATA)).toEqual([]);
  for (const { name, default: told, kind } of HACIENDA_FIELDS) if (kind !== 'secret' && told !== undefined) expect([name, metadata({})[name as keyof HaciendaMetadata]]).toEqual([name, told]);
  expect(wrong(HaciendaMetadata, {})).toEqual(expect.arrayContaining(HACIENDA_FIELDS.filter(({ kind, required }) => required && kind !== 'secret').map(({ name }) => name)));
});

it('takes what people type', () => {
  const typed = { identification_type: 2, identification: '3-101-123456', branch: 2, terminal: '3', activity_code: '471990', provider_system_id: '3-101-999999', phone: '+506 2222-3333', token_url: '', environment: '' };
  expect(wrong(HaciendaMetadata, { ...METADATA, ...typed })).toEqual([]);
  expect(metadata(typed)).toMatchObject({ identification_type: '02', identification: '3101123456', branch: '002', terminal: '00003', provider_system_id: '3101999999', token_url: undefined });
});

it.each<[Fields, string]>([
  [{ identificacion: '1' }, 'identificacion'],
  [{ identification_type: '05' }, 'identification_type'],
  [{ identification: '310112345' }, 'identification'],
  [{ identification_type: '01', identification: '012345678' }, 'identification'],
  [{ identification_type: '04', identification: '123' }, 'identification'],
  [{ name: 'Ana' }, 'name'],
  [{ activity_code: '4719' }, 'activity_code'],
  [{ activity_code: 'café.1' }, 'activity_code'],
  [{ provider_system_id: '12' }, 'provider_system_id'],
  [{ email: 'no' }, 'email'],
  [{ phone: '123' }, 'phone'],
  [{ branch: '000' }, 'branch'],
  [{ branch: '1234' }, 'branch'],
  [{ terminal: '00000' }, 'terminal'],
  [{ environment: 'stag' }, 'environment'],
  [{ token_url: 'http://idp.comprobanteselectronicos.go.cr/token' }, 'token_url'],
  [{ token_url: 'https://u:p@idp.example/token' }, 'token_url'],
  [{ token_url: 'idp.example' }, 'token_url'],
  [{ policy_hash: 'corto' }, 'policy_hash'],
  [{ location: undefined }, 'location'],
  [{ location: { province: '8', canton: '01', district: '01', other: 'señas largas' } }, 'location.province'],
  [{ location: { province: 1, canton: 1, district: 1, other: 'x' } }, 'location.other'],
  [{ location: { province: 1, canton: 1, district: 1, other: 'señas largas', barrio: 'x' } }, 'location.barrio'],
])('refuses %j', (change, path) => expect(wrong(HaciendaMetadata, { ...METADATA, ...change })).toEqual([path]));

it('needs the four secrets, the key as a file in base64', () => {
  expect(wrong(HaciendaSecrets, SECRETS)).toEqual([]);
  expect(wrong(HaciendaSecrets, { ...SECRETS, p12_pin: 1234 })).toEqual([]);
  expect(wrong(HaciendaSecrets, { username: '', password: 'corta', p12_base64: 'llave.p12', p12_pin: '12' })).toEqual(['username', 'password', 'p12_base64', 'p12_pin']);
  expect(wrong(HaciendaSecrets, { ...SECRETS, p12_base64: Buffer.from('-----BEGIN').toString('base64') })).toEqual(['p12_base64']);
});

describe('advice', () => {
  const STAG = 'https://api-sandbox.comprobanteselectronicos.go.cr/recepcion/v1';
  const PROD = 'https://api.comprobanteselectronicos.go.cr/recepcion/v1';
  it.each<['sandbox' | 'production', string, Fields, RegExp[]]>([
    ['sandbox', STAG, {}, []],
    ['production', PROD, {}, []],
    ['sandbox', 'https://api.comprobanteselectronicos.go.cr/recepcion-sandbox/v1', {}, []],
    ['sandbox', 'http://127.0.0.1:4013/recepcion/v1', {}, []],
    ['production', STAG, {}, [/producción y su base_url es de pruebas/]],
    ['sandbox', PROD, {}, [/pruebas y su base_url es de producción/]],
    ['sandbox', STAG, { environment: 'production' }, [/metadata.environment/, /base_url/]],
    ['sandbox', STAG, { token_url: 'https://idp.comprobanteselectronicos.go.cr/auth/realms/rut/protocol/openid-connect/token' }, [/token_url es de producción/]],
    ['production', PROD, { client_id: 'api-stag' }, [/client_id es de pruebas/]],
    ['production', 'https://api.comprobanteselectronicos.go.cr', {}, [/termina en \/recepcion\/v1/]],
  ])('%s at %s with %j', (environment, base_url, more, messages) => {
    const warnings = adviseHacienda({ environment, base_url, metadata: { ...METADATA, ...more }, secretNames: [] });
    expect(warnings.map(({ message }) => message)).toEqual(messages.map((message) => expect.stringMatching(message)));
  });
});

it.each(HACIENDA_FIELDS.map((field) => [field.name, field] as const))('%s has words in both languages', (_, { label, help }) => {
  for (const words of [label.es, label.en, help.es, help.en]) expect(words.trim()).not.toBe('');
});
