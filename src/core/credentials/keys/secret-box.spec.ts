import { randomBytes } from 'node:crypto';
import { KeyRing, readKeys } from './key-ring.js';
import { seal, UnreadableSecret, unseal, type EncryptionKey } from './secret-box.js';

const key = (id: string): EncryptionKey => ({ id, bytes: randomBytes(32) });
const reasonOf = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    return (error as UnreadableSecret).reason;
  }
  return 'opened';
};

describe('seal', () => {
  const one = key('one');
  const find = (id: string) => (id === one.id ? one : undefined);

  it('opens to the same text, and never looks the same twice', () => {
    const [first, second] = [seal('ñandú 🐦', 'here', one), seal('ñandú 🐦', 'here', one)];
    expect(unseal(first, 'here', find)).toBe('ñandú 🐦');
    expect(first).not.toBe(second);
    expect(first).toMatch(/^v1\.one\.[\w-]{16}\.[\w-]{22}\.[\w-]+$/);
  });

  it('does not open elsewhere, altered, shortened or with another key', () => {
    const sealed = seal('secret', 'here', one);
    const parts = sealed.split('.');
    const flipped = [...parts.slice(0, 4), Buffer.from('abcdef').toString('base64url')].join('.');
    const shortTag = [...parts.slice(0, 3), parts[3]!.slice(0, 8), parts[4]].join('.');
    expect(reasonOf(() => unseal(sealed, 'there', find))).toBe('altered');
    expect(reasonOf(() => unseal(flipped, 'here', find))).toBe('altered');
    expect(reasonOf(() => unseal(shortTag, 'here', find))).toBe('format');
    expect(reasonOf(() => unseal(sealed, 'here', () => key('one')))).toBe('altered');
    expect(reasonOf(() => unseal(sealed, 'here', () => undefined))).toBe('unknown_key');
    expect(reasonOf(() => unseal('plain text', 'here', find))).toBe('format');
  });
});

describe('KeyRing', () => {
  it('encrypts with the first and decrypts with all', () => {
    const [oldKey, newKey] = [key('old'), key('new')];
    const sealed = new KeyRing([oldKey]).seal('x', 'c');
    const ring = new KeyRing([newKey, oldKey]);
    expect(ring.open(sealed, 'c')).toBe('x');
    expect(ring.isCurrent(sealed)).toBe(false);
    expect(ring.isCurrent(ring.seal('x', 'c'))).toBe(true);
  });

  it('reads the keys anew when it meets one that it does not know', () => {
    const [oldKey, newKey] = [key('old'), key('new')];
    const ring = new KeyRing([oldKey], () => [newKey, oldKey]);
    expect(ring.open(new KeyRing([newKey]).seal('x', 'c'), 'c')).toBe('x');
  });

  it('refuses keys that are not 32 bytes, naming them without showing them', () => {
    const short = Buffer.alloc(16, 7).toString('base64');
    expect(() => readKeys(`a:${short}`)).toThrow('«a»');
    expect(() => readKeys(`a:${short}`)).not.toThrow(short);
    expect(readKeys(`a:${Buffer.alloc(32).toString('base64')},b:${Buffer.alloc(32).toString('base64')}`).map((k) => k.id)).toEqual(['a', 'b']);
  });
});
