import { createHmac, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { KeyRing, Keys } from '../../../core/credentials/index.js';
import { Database } from '../../../core/database/index.js';

/** An e-mail as it is stored: `identifier_sealed` to be read, `identifier_hash` to be found. */
export interface StoredIdentifier {
  identifier_sealed: string;
  identifier_hash: string;
}

export interface Vault {
  /** What to look for: the same e-mail, however written, has one hash. */
  hash(email: string): string;
  store(email: string): StoredIdentifier;
  open(sealed: string): string;
}

/** Two writings of one address. */
const normaliseEmail = (email: string): string => email.trim().toLowerCase();

const contextOf = (company: string): string => JSON.stringify(['devengo_client_key', company]);

/**
 * Clients' e-mails, sealed with a data key of the company. That key is itself sealed with the installation's keys, and sealed
 * anew when these have been rotated; the clients' rows stay as they are.
 */
@Injectable()
export class ClientVault {
  private readonly open = new Map<string, Promise<Vault>>();

  constructor(
    private readonly db: Database,
    private readonly keys: Keys,
  ) {}

  /** Throws `UnreadableSecret` when the installation's keys are not those that sealed the company's. */
  of(company: string): Promise<Vault> {
    const known = this.open.get(company);
    if (known) return known;
    const opening = this.load(company);
    this.open.set(company, opening);
    opening.catch(() => this.open.delete(company));
    return opening;
  }

  /** Seals anew the keys that another than the current one sealed; answers how many. */
  async reseal(): Promise<number> {
    const rows = await this.db.rows<{ company: string; sealed_key: string }>('SELECT company, sealed_key FROM devengo_client_key');
    const old = rows.filter(({ sealed_key }) => !this.keys.ring.isCurrent(sealed_key));
    for (const { company, sealed_key } of old) await this.sealAnew(company, sealed_key, this.keys.ring.open(sealed_key, contextOf(company)));
    return old.length;
  }

  private async load(company: string): Promise<Vault> {
    const fresh = this.keys.ring.seal(randomBytes(32).toString('base64'), contextOf(company));
    await this.db.query('INSERT INTO devengo_client_key (company, sealed_key) VALUES ($1, $2) ON CONFLICT DO NOTHING', [company, fresh]);
    const [row] = await this.db.rows<{ sealed_key: string }>('SELECT sealed_key FROM devengo_client_key WHERE company = $1', [company]);
    const key = this.keys.ring.open(row!.sealed_key, contextOf(company));
    if (!this.keys.ring.isCurrent(row!.sealed_key)) await this.sealAnew(company, row!.sealed_key, key);
    return makeVault(Buffer.from(key, 'base64'));
  }

  // Where another process was first, its work stays.
  private async sealAnew(company: string, old: string, key: string): Promise<void> {
    await this.db.query('UPDATE devengo_client_key SET sealed_key = $3 WHERE company = $1 AND sealed_key = $2', [company, old, this.keys.ring.seal(key, contextOf(company))]);
  }
}

function makeVault(key: Buffer): Vault {
  // Each use has a key of its own, so that neither tells anything about the other.
  const derive = (use: string) => createHmac('sha256', key).update(use).digest();
  const ring = new KeyRing([{ id: 'c1', bytes: derive('seal') }]);
  const hashKey = derive('hash');
  const hash = (email: string) => createHmac('sha256', hashKey).update(normaliseEmail(email)).digest('base64url');
  return {
    hash,
    store: (email) => ({ identifier_sealed: ring.seal(normaliseEmail(email), 'devengo_client'), identifier_hash: hash(email) }),
    open: (sealed) => ring.open(sealed, 'devengo_client'),
  };
}
