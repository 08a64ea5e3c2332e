import type { OpenCredential } from '../../../core/integration/index.js';
import { assertInForce } from './in-force.js';
import type { SigningKey } from './types.js';

/** `openP12`, wherever it is done. */
export type OpensKeys = (p12: Buffer, pin: string, at: Date) => Promise<SigningKey>;

const MOST = 100;
const open = new Map<number, { version: number; key: Promise<SigningKey> }>();

/**
 * The key of a credential, opened once per version of it: opening takes up to 150 ms, signing 2.
 * @throws SigningProblem
 */
export async function signingKeyOf(credential: OpenCredential<{ p12_base64: string; p12_pin: string }, object>, opens: OpensKeys, at = new Date()): Promise<SigningKey> {
  const { id, version, secrets } = credential;
  const known = open.get(id);
  if (known?.version === version) {
    const key = await known.key;
    assertInForce(key, at);
    return key;
  }
  const opening = { version, key: opens(Buffer.from(secrets.p12_base64, 'base64'), secrets.p12_pin, at) };
  open.set(id, opening);
  if (open.size > MOST) open.delete(open.keys().next().value!);
  return opening.key.catch((error: unknown) => {
    // Not remembered: the PIN's version stays the same when only the clock was wrong.
    if (open.get(id) === opening) open.delete(id);
    throw error;
  });
}
