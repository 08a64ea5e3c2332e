import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** One 32-byte key, by the id written beside everything it encrypts. */
export interface EncryptionKey {
  id: string;
  bytes: Buffer;
}

/** Why sealed text cannot be read. The message never holds any of it. */
export class UnreadableSecret extends Error {
  constructor(
    readonly reason: 'format' | 'unknown_key' | 'altered',
    readonly keyId?: string,
  ) {
    super(`sealed text cannot be opened: ${reason}${keyId ? ` (key ${keyId})` : ''}`);
    this.name = 'UnreadableSecret';
  }
}

const VERSION = 'v1';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM as `v1.<key id>.<iv>.<tag>.<ciphertext>`, each part base64url. `context` is authenticated but not stored:
 * sealed text moved to another row does not open there.
 */
export function seal(text: string, context: string, key: EncryptionKey): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key.bytes, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(context));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return [VERSION, key.id, ...[iv, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'))].join('.');
}

/** Opens what `seal` made. Throws `UnreadableSecret`. */
export function unseal(sealed: string, context: string, findKey: (id: string) => EncryptionKey | undefined): string {
  const parts = sealed.split('.');
  const [version, keyId = ''] = parts;
  if (version !== VERSION || parts.length !== 5) throw new UnreadableSecret('format');
  const key = findKey(keyId);
  if (!key) throw new UnreadableSecret('unknown_key', keyId);
  const [iv, tag, text] = parts.slice(2).map((part) => Buffer.from(part, 'base64url')) as [Buffer, Buffer, Buffer];
  // A shorter tag would be a weaker one: https://csrc.nist.gov/pubs/sp/800/38/d/final, appendix C.
  if (iv.length !== IV_BYTES || tag.length !== TAG_BYTES) throw new UnreadableSecret('format');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.bytes, iv, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(context));
    decipher.setAuthTag(tag);
    return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
  } catch {
    throw new UnreadableSecret('altered', keyId);
  }
}

/** The id of the key that sealed this text. */
export const sealedBy = (sealed: string): string | undefined => sealed.split('.')[1];
