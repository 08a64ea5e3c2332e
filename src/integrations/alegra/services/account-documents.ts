import { createHash } from 'node:crypto';
import type { OpenCredential } from '../../../core/integration/index.js';
import type { RemoteDocument, RemoteDocuments } from '../../../core/pipeline/index.js';

/** Which account of Alegra a credential opens. A digest: the e-mail is a secret, and this is stored in the clear. */
export const accountName = ({ base_url, secrets }: Pick<OpenCredential, 'base_url' | 'secrets'>): string =>
  createHash('sha256').update(`${base_url.replace(/\/+$/, '')}|${String(secrets.email).trim().toLowerCase()}`).digest('base64url');

/**
 * The idempotency record, aware of the account: a credential may be pointed at another one (first a trial, then the real
 * one), where the ids that we remember belong to other people's documents. What was made in another account counts as
 * never confirmed: it is looked up by its marker, and no id of it is used.
 */
export class AccountDocuments implements RemoteDocuments {
  constructor(
    private readonly documents: RemoteDocuments,
    private readonly account: string,
  ) {}

  async find(kind: string, key: string): Promise<RemoteDocument | null> {
    const known = await this.documents.find(kind, key);
    const account = known?.details.account;
    if (!known || account === undefined || account === this.account) return known;
    return { ...known, state: known.state === 'created' ? 'creating' : known.state, remote_id: null, remote_number: null, details: { date: known.details.date } };
  }

  creating(kind: string, key: string, marker: string, details: Record<string, unknown> = {}): void {
    this.documents.creating(kind, key, marker, { ...details, account: this.account });
  }

  over(kind: string, key: string): void {
    this.documents.over(kind, key);
  }

  created(kind: string, key: string, remote: { id: string; number?: string | null; details?: Record<string, unknown> }): void {
    this.documents.created(kind, key, { ...remote, details: { ...remote.details, account: this.account } });
  }

  absent(kind: string, key: string): void {
    this.documents.absent(kind, key);
  }

  canceled(kind: string, key: string): void {
    this.documents.canceled(kind, key);
  }

  commit(): Promise<void> {
    return this.documents.commit();
  }
}
