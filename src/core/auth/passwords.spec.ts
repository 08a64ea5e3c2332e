import { DUMMY_HASH, generatePassword, hashPassword, verifyPassword } from './passwords.js';

describe('passwords', () => {
  it('verifies the right one only, and never keeps it', async () => {
    const hash = await hashPassword('ñandú de Castilla');
    expect(hash).toMatch(/^scrypt\$N=16384,r=8,p=5\$[\w-]{22}\$[\w-]{43}$/);
    expect(await verifyPassword('ñandú de Castilla', hash)).toBe(true);
    expect(await verifyPassword('ñandú de Castilla'.normalize('NFD'), hash)).toBe(true);
    expect(await verifyPassword('nandú de Castilla', hash)).toBe(false);
    expect(await hashPassword('ñandú de Castilla')).not.toBe(hash);
  });

  it('reads the cost from the hash', async () => {
    // scrypt('clave vieja', 16 zero bytes, N=1024, r=8, p=1), as an older setting would have left it.
    const { scryptSync } = await import('node:crypto');
    const key = scryptSync('clave vieja', Buffer.alloc(16), 32, { N: 1024, r: 8, p: 1 }).toString('base64url');
    expect(await verifyPassword('clave vieja', `scrypt$N=1024,r=8,p=1$${'A'.repeat(22)}$${key}`)).toBe(true);
  });

  it.each(['', 'plain', 'scrypt$N=1$x$y', DUMMY_HASH])('nothing matches the hash "%s"', async (hash) => {
    expect(await verifyPassword('', hash)).toBe(false);
  });

  it('generates different ones', () => expect(generatePassword()).not.toBe(generatePassword()));
});
