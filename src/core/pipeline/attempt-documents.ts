import { prepared, type Database } from '../database/index.js';
import { storableJson } from '../text/index.js';
import type { Journal } from './journal.js';
import type { RemoteDocument } from './remote-document.entity.js';
import type { RemoteDocuments } from './remote-documents.js';

const UPSERT = `
  INSERT INTO remote_document AS d
    (integration, company, kind, key, state, marker, remote_id, remote_number, details, message_id, intent_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now())
  ON CONFLICT (integration, company, kind, key) DO UPDATE SET
    state = excluded.state,
    marker = coalesce(excluded.marker, d.marker),
    remote_id = coalesce(excluded.remote_id, d.remote_id),
    remote_number = coalesce(excluded.remote_number, d.remote_number),
    details = d.details || excluded.details,
    message_id = excluded.message_id,
    intent_at = CASE WHEN excluded.state = 'creating' THEN now() ELSE d.intent_at END,
    updated_at = now()`;

const FIND = 'SELECT * FROM remote_document WHERE integration = $1 AND company = $2 AND kind = $3 AND key = $4';
const OVER = `
  UPDATE remote_document SET details = details || '{"over": true}', updated_at = now()
  WHERE integration = $1 AND company = $2 AND kind = $3 AND key = $4 AND state = 'creating'`;

/** `RemoteDocuments` of one attempt: reads from the database, writes into the attempt's journal. */
export class AttemptDocuments implements RemoteDocuments {
  constructor(
    private readonly db: Database,
    private readonly journal: Journal,
    private readonly scope: { integration: string; company: string; message_id: string },
  ) {}

  find(kind: string, key: string): Promise<RemoteDocument | null> {
    return findDocument(this.db, this.scope, kind, key);
  }

  creating(kind: string, key: string, marker: string, details: Record<string, unknown> = {}): void {
    this.note(kind, key, 'creating', { marker, details: { ...details, over: false } });
  }

  over(kind: string, key: string): void {
    const { integration, company } = this.scope;
    this.journal.note(OVER, [integration, company, kind, key]);
  }

  created(kind: string, key: string, remote: { id: string; number?: string | null; details?: Record<string, unknown> }): void {
    this.note(kind, key, 'created', { remote_id: remote.id, remote_number: remote.number, details: remote.details });
  }

  absent(kind: string, key: string): void {
    this.note(kind, key, 'absent', {});
  }

  canceled(kind: string, key: string): void {
    this.note(kind, key, 'canceled', {});
  }

  async commit(): Promise<void> {
    await this.journal.commit();
  }

  private note(kind: string, key: string, state: RemoteDocument['state'], remote: Partial<RemoteDocument>): void {
    const { integration, company, message_id } = this.scope;
    this.journal.note(UPSERT, [
      integration, company, kind, key, state, remote.marker ?? null, remote.remote_id ?? null, remote.remote_number ?? null,
      storableJson(remote.details ?? {}), message_id,
    ]);
  }
}

export async function findDocument(db: Database, scope: { integration: string; company: string }, kind: string, key: string): Promise<RemoteDocument | null> {
  const found = await db.rows<RemoteDocument>(prepared(FIND, [scope.integration, scope.company, kind, key]));
  return found[0] ?? null;
}
