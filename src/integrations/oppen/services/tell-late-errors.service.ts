import { Injectable } from '@nestjs/common';
import { Database } from '../../../core/database/index.js';
import type { ScheduleRunner } from '../../../core/integration/index.js';
import { NotifyErrors } from './notify-errors.service.js';
import type { Day } from './plan-sending.service.js';

// Days with errors nobody was told of, once nothing of them moves any more: the number of errors then is the real one.
const UNTOLD = `
  SELECT a.company, a.local, a.fecha::text FROM oppen_local_auditado a
  WHERE a.avisado_at IS NULL AND a.created_at > now() - interval '7 days'
    AND EXISTS (SELECT 1 FROM oppen_sync_log s WHERE (s.company, s.local, s.fecha) = (a.company, a.local, a.fecha) AND s.estado = 'error')
    AND NOT EXISTS (
      SELECT 1 FROM oppen_sync_log s JOIN integration_message m ON m.correlation_id = s.correlation_id AND m.direction = 'inbound'
      WHERE (s.company, s.local, s.fecha) = (a.company, a.local, a.fecha)
        AND (m.status = 'processing' OR (m.status = 'received' AND m.next_attempt_at IS NULL)))
  ORDER BY a.id LIMIT 200`;

/** Tells of the errors of what went on in the background after its auditor was answered, or after a restart. */
@Injectable()
export class TellLateErrors implements ScheduleRunner {
  constructor(
    private readonly db: Database,
    private readonly notices: NotifyErrors,
  ) {}

  async runSchedule(): Promise<Record<string, unknown>> {
    const days = await this.db.rows<Day>(UNTOLD);
    for (const day of days) await this.notices.tell(day);
    return { days: days.length };
  }
}
