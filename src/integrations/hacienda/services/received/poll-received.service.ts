import { Injectable } from '@nestjs/common';
import { CompaniesService } from '../../../../core/companies/index.js';
import { Database } from '../../../../core/database/index.js';
import type { ScheduleRunner } from '../../../../core/integration/index.js';
import { MessageLog } from '../../../../core/message-log/index.js';
import type { HaciendaReceivedDocument } from '../../entities/hacienda-received-document.entity.js';
import { haciendaSettings } from '../../hacienda.settings.js';
import { receivedDelivery } from './delivery.js';

const SETTLED_MINUTES = 2;
const COMPANIES = `SELECT DISTINCT company FROM hacienda_received_document WHERE state = 'submitted'`;

// What is asked about already, or waits for its retry, is not asked about twice.
const DUE = `
  UPDATE hacienda_received_document SET checked_at = now() WHERE id IN (
    SELECT d.id FROM hacienda_received_document d
    WHERE d.company = $1 AND d.state = 'submitted'
      AND d.submitted_at < now() - make_interval(mins => $2) AND d.submitted_at > now() - make_interval(hours => $3)
      AND (d.checked_at IS NULL OR d.checked_at < now() - make_interval(mins => $4))
      AND NOT EXISTS (SELECT 1 FROM integration_message m WHERE m.order_key = 'hacienda|' || d.company || '|received:' || d.id AND m.direction = 'inbound' AND m.status IN ('received','processing'))
      AND NOT EXISTS (SELECT 1 FROM retry_queue_entry r WHERE r.order_key = 'hacienda|' || d.company || '|received:' || d.id AND r.state IN ('pending','processing'))
    ORDER BY d.submitted_at LIMIT $5 FOR UPDATE OF d SKIP LOCKED)
  RETURNING id, company, clave, credential_id`;

type Asked = Pick<HaciendaReceivedDocument, 'id' | 'company' | 'clave' | 'credential_id'>;

/** Asks about our answers to suppliers' documents, by the settings of the polling; one batch a company and tick. */
@Injectable()
export class PollReceived implements ScheduleRunner {
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

  private async poll(company: string, { polling_max_hours, polling_interval, polling_batch_size }: ReturnType<typeof haciendaSettings>): Promise<number> {
    const { count, wake } = await this.db.transaction(async (tx) => {
      const due = (await tx.query(DUE, [company, SETTLED_MINUTES, polling_max_hours, polling_interval, polling_batch_size])).rows as Asked[];
      const accepted = await this.log.acceptWithin(tx, due.map((document) => receivedDelivery(document, 'check_response', null, 'schedule')));
      return { count: due.length, wake: () => accepted.wake() };
    });
    wake();
    return count;
  }
}
