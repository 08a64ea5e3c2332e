import { Injectable } from '@nestjs/common';
import { CompaniesService } from '../../../core/companies/index.js';
import { Database, type Queryable } from '../../../core/database/index.js';
import type { ScheduleRunner } from '../../../core/integration/index.js';
import { MessageLog } from '../../../core/message-log/index.js';
import { haciendaSettings } from '../hacienda.settings.js';
import { deliveryOf } from './delivery.js';
import { EVENTS } from './events.js';

/** Hacienda needs a moment: nobody asks at once. */
const SETTLED_MINUTES = 2;

const COMPANIES = `SELECT DISTINCT company FROM einvoice_document WHERE state = 'submitted'`;

// What is asked about already, or waits for its retry, is not asked about twice.
const DUE = `
  UPDATE einvoice_document SET checked_at = now() WHERE id IN (
    SELECT d.id FROM einvoice_document d
    WHERE d.company = $1 AND d.state = 'submitted'
      AND d.submitted_at < now() - make_interval(mins => $2) AND d.submitted_at > now() - make_interval(hours => $3)
      AND (d.checked_at IS NULL OR d.checked_at < now() - make_interval(mins => $4))
      AND NOT EXISTS (SELECT 1 FROM integration_message m WHERE m.order_key = 'hacienda|' || d.company || '|document:' || d.id AND m.direction = 'inbound' AND m.status IN ('received','processing'))
      AND NOT EXISTS (SELECT 1 FROM retry_queue_entry r WHERE r.order_key = 'hacienda|' || d.company || '|document:' || d.id AND r.state IN ('pending','processing'))
    ORDER BY d.submitted_at LIMIT $5 FOR UPDATE OF d SKIP LOCKED)
  RETURNING id, company, clave, credential_id`;
const LATER = `UPDATE integration_message SET next_attempt_at = now() + make_interval(secs => $2) WHERE id = ANY($1::uuid[]) AND status = 'received'`;

type Settings = ReturnType<typeof haciendaSettings>;

/** Asks about submitted documents, a batch at a time; the questions themselves are messages, worked on within the credential's limits. */
@Injectable()
export class PollDocuments implements ScheduleRunner {
  constructor(
    private readonly db: Database,
    private readonly companies: CompaniesService,
    private readonly log: MessageLog,
  ) {}

  async runSchedule(): Promise<Record<string, unknown>> {
    const asked: Record<string, number> = {};
    for (const { company } of await this.db.rows<{ company: string }>(COMPANIES)) {
      const settings = haciendaSettings((await this.companies.find(company))?.settings.hacienda);
      if (settings.auto_polling_enabled) asked[company] = await this.poll(company, settings);
    }
    return { asked };
  }

  /** Batches leave `max_concurrent_batches` at a time, `batch_delay` seconds apart. */
  private async poll(company: string, settings: Settings): Promise<number> {
    let asked = 0;
    for (let batch = 0; ; batch++) {
      const delay = Math.floor(batch / settings.max_concurrent_batches) * settings.batch_delay;
      const { count, wake } = await this.db.transaction((tx) => this.batch(tx, company, settings, delay));
      wake();
      asked += count;
      if (count < settings.polling_batch_size) return asked;
    }
  }

  private async batch(tx: Queryable, company: string, settings: Settings, delay: number): Promise<{ count: number; wake(): void }> {
    const { polling_max_hours, polling_interval, polling_batch_size } = settings;
    const { rows } = await tx.query(DUE, [company, SETTLED_MINUTES, polling_max_hours, polling_interval, polling_batch_size]);
    const documents = rows as { id: string; company: string; clave: string; credential_id: number | null }[];
    const accepted = await this.log.acceptWithin(tx, documents.map(({ id, clave, credential_id }) => deliveryOf({ company, id, credential_id, event: EVENTS.check_status, by: null, trigger: 'schedule', reference: clave })));
    if (delay > 0) await tx.query(LATER, [accepted.ids, delay]);
    return { count: documents.length, wake: delay > 0 ? () => undefined : () => accepted.wake() };
  }
}
