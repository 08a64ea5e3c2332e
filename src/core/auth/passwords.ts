import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';

export const SHORTEST_PASSWORD = 8;
export const LONGEST_PASSWORD = 200;

/** OWASP's scrypt setting with the smallest memory (16 MiB): many at once must not exhaust a small server.
 *  https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#scrypt */
const COST = { N: 2 ** 14, r: 8, p: 5 };
const KEY_BYTES = 32;
const FORMAT = /^scrypt\$N=(\d+),r=(\d+),p=(\d+)\$([\w-]{22})\$([\w-]{43})$/;

/** `scrypt$N=…,r=…,p=…$<salt>$<key>`: the cost travels with the hash, so it can grow without locking anyone out. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, COST);
  return `scrypt$N=${COST.N},r=${COST.r},p=${COST.p}$${salt.toString('base64url')}$${key.toString('base64url')}`;
}

/** False for a wrong password and for a hash that is none. Takes the same time whatever the difference. */
export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  const [, N, r, p, salt, expected] = FORMAT.exec(hash) ?? [];
  if (!salt || !expected) return false;
  const key = await derive(password, Buffer.from(salt, 'base64url'), { N: Number(N), r: Number(r), p: Number(p) });
  return timingSafeEqual(key, Buffer.from(expected, 'base64url'));
}

/** Verifying against this takes as long as against a real one, and never succeeds: for accounts that do not exist. */
export const DUMMY_HASH = `scrypt$N=${COST.N},r=${COST.r},p=${COST.p}$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/** 128 random bits, easy to select with a double click. */
export const generatePassword = (): string => randomBytes(16).toString('hex').replace(/(.{8})(?!$)/g, '$1_');

function derive(password: string, salt: Buffer, cost: typeof COST): Promise<Buffer> {
  const options: ScryptOptions = { ...cost, maxmem: 256 * cost.N * cost.r };
  return new Promise((resolve, reject) =>
    // NFKC: the same password typed on another keyboard must be the same bytes.
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, options, (error, key) => (error ? reject(error) : resolve(key))),
  );
}
