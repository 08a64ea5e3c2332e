import { Owner } from '../../../../test/support/hacienda/owner.js';
import { signingKeyOf } from './index.js';

const owner = Owner.make({ notAfter: new Date('2030-01-01') });
const credential = (version: number, pin = '1234') => ({
  id: 1, version, integration: 'hacienda', company: 'a', name: 'default', environment: 'sandbox' as const, base_url: '', metadata: {}, secrets: { p12_base64: owner.p12('1234').toString('base64'), p12_pin: pin },
});

it('opens a key once per version of its credential', () => {
  const first = signingKeyOf(credential(1));
  expect(signingKeyOf(credential(1))).toBe(first);
  expect(signingKeyOf(credential(2))).not.toBe(first);
});

it('does not sign with one that has expired meanwhile, nor with the PIN of before', () => {
  signingKeyOf(credential(3));
  expect(() => signingKeyOf(credential(3), new Date('2030-01-02'))).toThrow(/venció el 31\/12\/2029/);
  expect(() => signingKeyOf(credential(4, '9999'))).toThrow(/El PIN no abre/);
});
