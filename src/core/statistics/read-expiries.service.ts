import { Injectable, type Type } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { OpenCredentials } from '../credentials/index.js';
import { Database } from '../database/index.js';
import { IntegrationFailure } from '../errors/index.js';
import { IntegrationRegistry, type ExpiryReader } from '../integration/index.js';

/** Opening a key takes up to 150 ms. The next minute takes the next ones. */
const MOST_AT_ONCE = 50;
/** Why a certificate cannot be opened may pass without a new version, such as a day that comes. */
const LOOK_AGAIN = '6 hours';

const UNREAD = `
  SELECT c.id, c.integration, c.version FROM integration_credential c LEFT JOIN credential_expiry e ON e.credential_id = c.id
  WHERE c.active AND c.integration = ANY($1) AND (e.version IS DISTINCT FROM c.version OR (e.problem IS NOT NULL AND e.looked_at < now() - interval '${LOOK_AGAIN}'))
  ORDER BY c.id LIMIT ${MOST_AT_ONCE}`;

const STORE = `
  INSERT INTO credential_expiry (credential_id, version, owner, expires_at, problem) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (credential_id) DO UPDATE SET version = $2, owner = $3, expires_at = $4, problem = $5, looked_at = now()`;

/** Reads out of each new version of a credential until when its certificate is in force, so that no page has to open it. */
@Injectable()
export class ReadExpiries {
  constructor(
    private readonly db: Database,
    private readonly registry: IntegrationRegistry,
    private readonly modules: ModuleRef,
    private readonly credentials: OpenCredentials,
  ) {}

  /** Answers how many were read. */
  async read(): Promise<number> {
    const readers = new Map(this.registry.all.flatMap(({ id, expiry }) => (expiry ? [[id, expiry] as const] : [])));
    const rows = await this.db.rows<{ id: number; integration: string; version: number }>(UNREAD, [[...readers.keys()]]);
    for (const { id, integration, version } of rows) {
      const { owner, expires_at, problem } = await this.look(id, readers.get(integration)!);
      await this.db.query(STORE, [id, version, owner, expires_at, problem]);
    }
    return rows.length;
  }

  private async look(id: number, reader: Type<ExpiryReader>): Promise<{ owner: string | null; expires_at: Date | null; problem: string | null }> {
    try {
      return { ...(await this.modules.get(reader, { strict: false }).expiryOf(await this.credentials.open(id))), problem: null };
    } catch (error) {
      if (error instanceof IntegrationFailure) return { owner: null, expires_at: null, problem: error.message };
      throw error;
    }
  }
}
