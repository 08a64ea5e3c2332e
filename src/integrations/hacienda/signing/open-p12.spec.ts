import { LEGACY_P12 } from '../../../../test/support/hacienda/legacy-p12.js';
import { Owner, type OwnerOptions } from '../../../../test/support/hacienda/owner.js';
import { assertOwner, openP12, SigningProblem } from './index.js';

const DAY_MS = 86_400_000;
const company = Owner.make({ commonName: 'Peñas, Hijos & Cía' });
const authority = Owner.make({ commonName: 'CA DE PRUEBA', serialNumber: null, isAuthority: true });

function problem(work: () => unknown): { code: string; message: string } {
  try {
    work();
  } catch (error) {
    if (error instanceof SigningProblem) return { code: error.code, message: error.message };
    throw error;
  }
  return { code: 'none', message: '' };
}
const opening = (options: OwnerOptions) => problem(() => openP12(Owner.make({ sharing: options.bits ? undefined : company, ...options }).p12(), '1234'));

it.each(['3des', 'aes128', 'aes256'] as const)('opens a container under %s', (algorithm) => {
  const { certificate, der } = openP12(company.p12('0042', { algorithm }), '0042');
  expect(der).toEqual(company.der);
  expect(certificate).toMatchObject({ commonName: 'Peñas, Hijos & Cía', identification: '3101123456' });
});

it('opens a legacy container (RC2-40) and reads the owner as Hacienda writes one', () => {
  expect(openP12(LEGACY_P12, '4321').certificate).toMatchObject({ commonName: 'ANA PRUEBA SOLANO', identification: '102340567' });
});

it('takes the certificate of the key, wherever in the container it is', () => {
  const own = Owner.make({ authority, sharing: company });
  expect(openP12(own.p12('1234', { chain: [authority] }), '1234').der).toEqual(own.der);
});

it('names issuer and serial as RFC 2253 and in decimal', () => {
  const own = Owner.make({ authority, sharing: company });
  const { certificate } = openP12(own.p12(), '1234');
  expect(certificate.issuer).toBe('CN=CA DE PRUEBA,OU=CPJ,O=PERSONA JURIDICA,C=CR');
  expect(certificate.serial).toBe(BigInt(`0x${own.certificate.serialNumber}`).toString());
});

describe('refuses in a sentence', () => {
  it.each<[string, () => unknown, string, RegExp]>([
    ['another PIN', () => openP12(company.p12('1234'), '4321'), 'wrong_pin', /^El PIN no abre/],
    ['another PIN of a legacy container', () => openP12(LEGACY_P12, '1234'), 'wrong_pin', /^El PIN no abre/],
    ['something else', () => openP12(Buffer.from('hola'), '1234'), 'corrupt_p12', /dañado/],
    ['nothing', () => openP12(Buffer.alloc(0), '1234'), 'corrupt_p12', /dañado/],
    ['half a file', () => openP12(company.p12().subarray(0, 900), '1234'), 'corrupt_p12', /dañado/],
    ['a certificate', () => openP12(company.der, '1234'), 'corrupt_p12', /dañado/],
    ['no key', () => openP12(company.p12('1234', { withKey: false }), '1234'), 'no_key', /no trae una clave/],
  ])('%s', (_, work, code, message) => expect(problem(work)).toEqual({ code, message: expect.stringMatching(message) }));

  it('a certificate of another key', () => {
    const stranger = Owner.make();
    const mixed = Object.assign(Object.create(Owner.prototype) as Owner, { key: company.key, certificate: stranger.certificate });
    expect(problem(() => openP12(mixed.p12(), '1234')).code).toBe('no_certificate');
  });

  it('a short key', () => expect(opening({ bits: 1024 }).code).toBe('weak_key'));

  it('one that expired, saying whose and when in Costa Rica', () => {
    const notAfter = new Date('2026-03-02T03:00:00Z');
    expect(opening({ notBefore: new Date('2024-03-01T00:00:00Z'), notAfter })).toEqual({ code: 'expired', message: expect.stringContaining('EMPRESA DE PRUEBA SA venció el 01/03/2026') });
  });

  it('one that is not valid yet', () => expect(opening({ notBefore: new Date(Date.now() + DAY_MS) }).code).toBe('not_yet_valid'));
});

describe('the owner', () => {
  it.each<[string | null, string, string]>([
    ['CPJ-3-101-123456', '3101123456', 'none'],
    ['CPJ-3-101-123456', '3-101-123456', 'none'],
    ['CPF-01-0234-0567', '102340567', 'none'],
    ['DIMEX-155812345678', '155812345678', 'none'],
    [null, '3101123456', 'none'],
    ['CPJ-3-101-123456', '3101999999', 'wrong_owner'],
    ['CPF-01-0234-0567', '3101123456', 'wrong_owner'],
  ])('%s may sign for %s: %s', (serialNumber, issuer, code) => {
    const key = openP12(Owner.make({ serialNumber, sharing: company }).p12(), '1234');
    expect(problem(() => assertOwner(key, issuer)).code).toBe(code);
  });
});
