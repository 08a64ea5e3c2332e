import { statfs } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Env } from '../../config/index.js';
import { IntegrationCredential, OpenCredentials } from '../../credentials/index.js';
import { Database } from '../../database/index.js';
import { HealthState } from '../../health/index.js';
import type { CredentialFact, Facts, ScheduleFact } from './facts.js';

const CREDENTIALS = `
  SELECT c.id, c.company, c.integration, c.name, c.active, CASE WHEN s.paused_at IS NOT NULL THEN coalesce(s.pause_reason, '') END AS pause_reason,
         c.version, c.last_check_at, c.last_check_ok, c.last_check_message
  FROM integration_credential c LEFT JOIN credential_state s ON s.credential_id = c.id ORDER BY c.id`;

const SCHEDULES = `
  SELECT s.name, CASE WHEN s.paused THEN 0 ELSE greatest(extract(epoch FROM now() - s.next_run_at), 0)::int END AS late_seconds,
         r.state AS last_state, r.error AS last_error
  FROM schedule s LEFT JOIN LATERAL (SELECT state, error FROM schedule_run WHERE schedule = s.name ORDER BY id DESC LIMIT 1) r ON true
  ORDER BY s.name`;

const MESSAGES = `
  SELECT
    (SELECT count(*)::int FROM integration_message WHERE direction = 'inbound' AND status IN ('received','processing')) AS waiting,
    (SELECT count(*)::int FROM integration_message WHERE direction = 'inbound' AND status = 'received'
       AND coalesce(next_attempt_at, received_at) < now() - interval '5 minutes') AS waiting_long,
    (SELECT count(*)::int FROM integration_message WHERE direction = 'inbound' AND outcome = 'failed' AND received_at > now() - interval '1 day') AS failed_last_day,
    (SELECT count(*)::int FROM retry_queue_entry WHERE state = 'pending') AS retries_pending`;

// Every process listens for credential changes on a connection of this name, this command too.
const PROCESSES = `SELECT count(*)::int - 1 AS count FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'puente listen'`;

/** Looks at everything the doctor judges. Changes nothing. */
@Injectable()
export class GatherFacts {
  constructor(
    private readonly env: Env,
    private readonly source: DataSource,
    private readonly db: Database,
    private readonly health: HealthState,
    private readonly credentials: OpenCredentials,
  ) {}

  async gather(): Promise<Facts> {
    const { env } = this;
    const [readiness, credentials, schedules, [messages], [errors], [processes], disk] = await Promise.all([
      this.health.readiness(),
      this.credentialFacts(),
      this.db.rows<ScheduleFact>(SCHEDULES),
      this.db.rows<Facts['messages']>(MESSAGES),
      this.db.rows<{ count: number }>(`SELECT count(*)::int AS count FROM integration_error WHERE status = 'pending'`),
      this.db.rows<{ count: number }>(PROCESSES),
      statfs(env.DATA_DIR).catch(() => statfs('.')),
    ]);
    return {
      environment: {
        database: env.DATABASE_URL ? 'external' : 'embedded',
        queues: env.REDIS_URL ? 'redis' : 'postgres',
        data_dir: resolve(env.DATA_DIR),
        production: process.env.NODE_ENV === 'production',
        sandbox: env.SANDBOX,
      },
      readiness, credentials, schedules,
      messages: messages!,
      open_errors: errors!.count,
      processes: Math.max(processes!.count, 0),
      disk: { path: resolve(env.DATA_DIR), free_bytes: disk.bavail * disk.bsize },
    };
  }

  private async credentialFacts(): Promise<CredentialFact[]> {
    const facts = await this.db.rows<Omit<CredentialFact, 'unreadable'>>(CREDENTIALS);
    const rows = await this.source.getRepository(IntegrationCredential).find();
    const byId = new Map(rows.map((row) => [row.id, row]));
    return facts.map((fact) => ({ ...fact, unreadable: this.whyUnreadable(byId.get(fact.id)) }));
  }

  private whyUnreadable(row: IntegrationCredential | undefined): string | null {
    if (!row) return null;
    try {
      this.credentials.openRow(row);
      return null;
    } catch (error) {
      return (error as Error).message;
    }
  }
}
