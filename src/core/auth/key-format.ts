import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** `puente_<8 to recognise it by>_<256 random bits>`; the fixed start lets secret scanners find a leaked one. */
const FORMAT = /^puente_([a-z0-9]{8})_[\w-]{43}$/;
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz012345';

export interface NewKey {
  key: string;
  prefix: string;
  hash: string;
}

export function generateKey(): NewKey {
  const prefix = [...randomBytes(8)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  const key = `puente_${prefix}_${randomBytes(32).toString('base64url')}`;
  return { key, prefix, hash: hashKey(key) };
}

export const looksLikeKey = (text: string): boolean => FORMAT.test(text);
export const hashKey = (key: string): string => createHash('sha256').update(key).digest('hex');

/** In constant time, whatever the lengths. */
export const sameSecret = (given: string, expected: string): boolean =>
  timingSafeEqual(createHash('sha256').update(given).digest(), createHash('sha256').update(expected).digest());
