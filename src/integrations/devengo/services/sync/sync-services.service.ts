import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../../../core/database/index.js';
import { HoldedClient } from '../../client/holded/holded.client.js';
import type { HoldedMetadata, HoldedSecrets } from '../../devengo.credentials.js';
import { mapSalesChannel, type MappedService } from '../../mapping/sales-channel.js';
import type { RecordOutcome } from '../../mapping/tally.js';
import { everyPage } from './every-page.js';
import type { PageResult, SyncRun } from './sync-run.js';

interface Stored {
  id: number;
  external_id: string;
  account_identifier: string | null;
  content_hash: string | null;
  deleted_at: Date | null;
}

const STORED = 'SELECT id, external_id, account_identifier, content_hash, deleted_at FROM devengo_service WHERE company = $1 ORDER BY id';
const INSERT = 'INSERT INTO devengo_service (company, external_id, account_identifier, name, service_type, content_hash) VALUES ($1, $2, $3, $4, $5, $6)';
// A type that is known stays: a person may have set it where the name tells nothing (contract devengo §3).
const UPDATE = `
  UPDATE devengo_service SET external_id = $3, account_identifier = $4, name = $5, service_type = CASE service_type WHEN 'UNKNOWN' THEN $6 ELSE service_type END,
    content_hash = $7, deleted_at = NULL, updated_at = now() WHERE company = $1 AND id = $2`;
const GONE = `
  UPDATE devengo_service s SET deleted_at = now(), updated_at = now()
  WHERE s.company = $1 AND s.deleted_at IS NULL
    AND s.external_id NOT IN (SELECT e.external_id FROM devengo_sync_seen e WHERE e.execution_id = $2 AND e.position = $3)
  RETURNING s.external_id`;

/** Courses: the sales channels whose accounts and names say so. Holded's own «services» have no account (contract holded §0.2). */
@Injectable()
export class SyncServices {
  async run(run: SyncRun): Promise<void> {
    const { attempt, calls, order } = run;
    const holded = new HoldedClient(calls, (attempt.credential.secrets as unknown as HoldedSecrets).api_key);
    const filter = attempt.credential.metadata as unknown as HoldedMetadata;
    for await (const { page, rows } of everyPage((number) => holded.salesChannels(number), (run.cursor.page as number | undefined) ?? 1)) {
      await run.page(`canales de venta, página ${page}`, { page: page + 1 }, async (tx): Promise<PageResult> => {
        const services = rows.map((row) => ({ id: row.id, service: mapSalesChannel(row, filter) }));
        const outcomes = await write(tx, order.company, services.flatMap(({ service }) => service ?? []));
        const others: RecordOutcome[] = services.filter(({ service }) => !service).map(({ id }) => ({ external_id: id, result: 'skipped', problems: [] }));
        return { entity_type: 'service', outcomes: [...outcomes, ...others], seen: outcomes.map(({ external_id }) => ({ external_id })) };
      });
    }
    if (order.dry_run) return;
    await run.page('canales borrados', run.cursor, async (tx): Promise<PageResult> => {
      const { rows } = await tx.query(GONE, [order.company, order.execution_id, order.position]);
      return { entity_type: 'service', outcomes: (rows as { external_id: string }[]).map(({ external_id }) => ({ external_id, result: 'deleted', problems: [] })) };
    });
  }
}

async function write(tx: Queryable, company: string, services: readonly MappedService[]): Promise<RecordOutcome[]> {
  const stored = (await tx.query(STORED, [company])).rows as Stored[];
  const outcomes: RecordOutcome[] = [];
  for (const { external_id, account_identifier, name, service_type, content_hash } of services) {
    // By the account first: a channel that was made anew under the same account is the same service (the specification).
    const known = stored.find((row) => row.external_id === external_id) ?? stored.find((row) => row.account_identifier !== null && row.account_identifier === account_identifier && !services.some((other) => other.external_id === row.external_id));
    if (!known) await tx.query(INSERT, [company, external_id, account_identifier, name, service_type, content_hash]);
    const changed = known !== undefined && (known.content_hash !== content_hash || known.deleted_at !== null);
    if (changed) await tx.query(UPDATE, [company, known.id, external_id, account_identifier, name, service_type, content_hash]);
    outcomes.push({ external_id, result: !known ? 'created' : changed ? 'updated' : 'unchanged', problems: [] });
  }
  return outcomes;
}
