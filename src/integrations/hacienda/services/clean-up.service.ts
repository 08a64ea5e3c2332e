import { Injectable } from '@nestjs/common';
import { CompaniesService } from '../../../core/companies/index.js';
import { Database } from '../../../core/database/index.js';
import type { ScheduleRunner } from '../../../core/integration/index.js';
import { haciendaSettings } from '../hacienda.settings.js';

const BATCH = 1_000;
const RETRY_DAYS = 30;

const OLD_RESPONSES = `
  DELETE FROM hacienda_response_message WHERE id IN (
    SELECT id FROM hacienda_response_message WHERE company = $1 AND response_date < now() - make_interval(days => $2) LIMIT ${BATCH})`;
// What failed for good stays for people to look at (specification, FAQ).
const OLD_RETRIES = `
  DELETE FROM retry_queue_entry WHERE id IN (
    SELECT id FROM retry_queue_entry WHERE integration = 'hacienda' AND state IN ('completed','canceled') AND finished_at < now() - make_interval(days => ${RETRY_DAYS}) LIMIT ${BATCH})`;

/** Forgets answers older than the company keeps them. The final answer of each document stays with it. */
@Injectable()
export class CleanResponses implements ScheduleRunner {
  constructor(
    private readonly db: Database,
    private readonly companies: CompaniesService,
  ) {}

  async runSchedule(): Promise<Record<string, unknown>> {
    let deleted = 0;
    for (const { company } of await this.db.rows<{ company: string }>('SELECT code AS company FROM company')) {
      const { response_retention_days } = haciendaSettings((await this.companies.find(company))?.settings.hacienda);
      deleted += await inBatches(this.db, OLD_RESPONSES, [company, response_retention_days]);
    }
    return { deleted };
  }
}

/** Forgets retries that ended well, or that a person gave up, a month ago. */
@Injectable()
export class CleanRetryQueue implements ScheduleRunner {
  constructor(private readonly db: Database) {}

  async runSchedule(): Promise<Record<string, unknown>> {
    return { deleted: await inBatches(this.db, OLD_RETRIES, []) };
  }
}

// Short transactions: nobody waits behind a cleaning.
async function inBatches(db: Database, statement: string, values: unknown[]): Promise<number> {
  for (let deleted = 0; ; ) {
    const count = (await db.query(statement, values)).rowCount ?? 0;
    deleted += count;
    if (count < BATCH) return deleted;
  }
}
