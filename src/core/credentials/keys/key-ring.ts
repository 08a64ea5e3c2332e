import { seal, sealedBy, unseal, type EncryptionKey } from './secret-box.js';

/** The keys of this installation: the first encrypts, all decrypt. */
export class KeyRing {
  private byId: Map<string, EncryptionKey>;
  private firstId: string;

  /**
   * @param reload reads the keys anew when sealed text names a key that is not here: another process may have rotated.
   */
  constructor(keys: readonly EncryptionKey[], private readonly reload?: () => readonly EncryptionKey[]) {
    this.set(keys);
  }

  get current(): EncryptionKey {
    return this.byId.get(this.firstId)!;
  }

  seal(text: string, context: string): string {
    return seal(text, context, this.current);
  }

  /** Throws `UnreadableSecret`. */
  open(sealed: string, context: string): string {
    return unseal(sealed, context, (id) => this.find(id));
  }

  isCurrent(sealed: string): boolean {
    return sealedBy(sealed) === this.firstId;
  }

  /** Takes over keys added since the start. */
  refresh(): void {
    if (this.reload) this.set(this.reload());
  }

  private find(id: string): EncryptionKey | undefined {
    if (!this.byId.has(id)) this.refresh();
    return this.byId.get(id);
  }

  private set(keys: readonly EncryptionKey[]): void {
    const [first] = keys;
    if (!first) throw new Error('there is no encryption key');
    this.firstId = first.id;
    // Of two keys with one id the first counts.
    this.byId = new Map([...keys].reverse().map((key) => [key.id, key]));
  }
}

/** Reads `id:base64(32 bytes)[,…]`. Throws with the id, never the key, when one is not 32 bytes. */
export function readKeys(text: string): EncryptionKey[] {
  return text.split(',').map((part) => {
    const [id = '', base64 = ''] = part.trim().split(':');
    const bytes = Buffer.from(base64, 'base64');
    if (!/^[\w-]+$/.test(id) || bytes.length !== 32) throw new Error(`encryption key «${id}» is not id:base64 of 32 bytes`);
    return { id, bytes };
  });
}
