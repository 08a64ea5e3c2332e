import type { OpenCredential } from '../../../core/integration/index.js';
import { assertInForce } from './in-force.js';
import { openP12 } from './open-p12.js';
import type { SigningKey } from './types.js';

const MOST = 100;
const open = new Map<number, { version: number; key: SigningKey }>();

/**
 * The key of a credential, opened once per version of it: opening takes up to 150 ms, signing 2.
 * @throws SigningProblem
 */
export function signingKeyOf(credential: OpenCredential<{ p12_base64: string; p12_pin: string }, object>, at = new Date()): SigningKey {
  const known = open.get(credential.id);
  if (known?.version === credential.version) {
    assertInForce(known.key, at);
    return known.key;
  }
  const key = openP12(Buffer.from(credential.secrets.p12_base64, 'base64'), credential.secrets.p12_pin, at);
  open.set(credential.id, { version: credential.version, key });
  if (open.size > MOST) open.delete(open.keys().next().value!);
  return key;
}
