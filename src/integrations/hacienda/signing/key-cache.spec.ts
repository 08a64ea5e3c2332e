import { Owner } from '../../../../test/support/hacienda/owner.js';
import { openP12, signingKeyOf, type OpensKeys } from './index.js';

const owner = Owner.make({ notAfter: new Date('2030-01-01') });
const credential = (version: number, pin = '1234') => ({
  id: 1, version, integration: 'hacienda', company: 'a', name: 'default', environment: 'sandbox' as const, base_url: '', metadata: {}, secrets: { p12_base64: owner.p12('1234').toString('base64'), p12_pin: pin },
});
let opened = 0;
const opens: OpensKeys = async (p12, pin, at) => {
  opened++;
  return openP12(p12, pin, at);
};

it('opens a key once per version of its credential, also for those who ask at once', async () => {
  const [first, second] = await Promise.all([signingKeyOf(credential(1), opens), signingKeyOf(credential(1), opens)]);
  expect(first).toBe(second);
  expect(await signingKeyOf(credential(2), opens)).not.toBe(first);
  expect(opened).toBe(2);
});

it('does not sign with one that has expired meanwhile, nor with the PIN of before; what failed is tried anew', async () => {
  await signingKeyOf(credential(3), opens);
  await expect(signingKeyOf(credential(3), opens, new Date('2030-01-02'))).rejects.toThrow(/venció el 31\/12\/2029/);
  await expect(signingKeyOf(credential(4, '9999'), opens)).rejects.toThrow(/El PIN no abre/);
  expect(await signingKeyOf(credential(4), opens)).toBeDefined();
});
