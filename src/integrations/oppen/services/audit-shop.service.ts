import { Injectable } from '@nestjs/common';
import { AuditService } from '../../../core/audit/index.js';
import type { Caller } from '../../../core/auth/index.js';
import { CompaniesService } from '../../../core/companies/index.js';
import { Database } from '../../../core/database/index.js';
import { auditAnswer, resendAnswer, type AuditAnswer, type SyncSummary } from '../mapping/sync-answer.js';
import { exists, lockDay, notAudited, refusal, subjectOf } from './days.js';
import type { Day } from './plan-sending.service.js';
import { SendDay } from './send-day.service.js';

const MARK = `
  INSERT INTO oppen_local_auditado (company, local, fecha, auditado_por) VALUES ($1, $2, $3, $4)
  ON CONFLICT (company, local, fecha) DO NOTHING RETURNING id`;
const PENDING_ADVANCES = `SELECT id, monto::text, descripcion FROM oppen_anticipo WHERE company = $1 AND local = $2 AND fecha = $3 AND estado = 'pendiente' ORDER BY id`;

/** The audit of a shop's day and what it starts. Once marked it stays marked, whatever Oppen does. */
@Injectable()
export class AuditShop {
  constructor(
    private readonly db: Database,
    private readonly companies: CompaniesService,
    private readonly sending: SendDay,
    private readonly audit: AuditService,
  ) {}

  async mark(caller: Caller, asked: Day): Promise<AuditAnswer> {
    await this.companies.get(caller, asked.company);
    const credential = await this.sending.credential(asked.company);
    // The mark, its messages and its trail are one commit: an audit without its invoices, or the reverse, cannot be.
    const prepared = await this.db.managed(async (tx, manager) => {
      const day = await lockDay(tx, asked);
      const subject_id = subjectOf(day);
      if (!(await exists(tx, 'oppen_cierre', day))) throw notClosed(day);
      const { rows } = await tx.query(MARK, [day.company, day.local, day.fecha, caller.name]);
      if (rows.length === 0) throw alreadyAudited(day);
      const { rows: advances } = await tx.query(PENDING_ADVANCES, [day.company, day.local, day.fecha]);
      if (advances.length > 0) throw pendingAdvances(day, advances);
      const made = await this.sending.prepare(tx, day, caller, credential, 'marcar_auditado');
      await tx.query('UPDATE oppen_local_auditado SET operation_id = $2 WHERE id = $1', [rows[0].id, made.operation_id]);
      await this.audit.record({ caller, company: day.company, action: 'oppen.local_auditado', subject_type: 'oppen_local_auditado', subject_id, after: { facturas: made.plan.planned.length, operation_id: made.operation_id } }, manager);
      return made;
    });
    return auditAnswer(prepared.day.local, prepared.day.fecha, await this.sending.finish(prepared));
  }

  async unmark(caller: Caller, asked: Day, motivo: string): Promise<{ success: true; msg: string }> {
    await this.companies.get(caller, asked.company);
    const day = await this.db.managed(async (tx, manager) => {
      const found = await lockDay(tx, asked);
      const { rows } = await tx.query('DELETE FROM oppen_local_auditado WHERE company = $1 AND local = $2 AND fecha = $3 RETURNING auditado_por, created_at', [found.company, found.local, found.fecha]);
      if (rows.length === 0) throw notAudited(found);
      await this.audit.record({ caller, company: found.company, action: 'oppen.local_desmarcado', subject_type: 'oppen_local_auditado', subject_id: subjectOf(found), reason: motivo, before: rows[0] }, manager);
      return found;
    });
    return { success: true, msg: `Local ${day.local} desmarcado como auditado para ${day.fecha}` };
  }

  /** Sends what is missing or failed of an audited day; never what is in Oppen or on its way. */
  async resend(caller: Caller, asked: Day): Promise<SyncSummary & { operation_url?: string }> {
    await this.companies.get(caller, asked.company);
    const credential = await this.sending.credential(asked.company);
    const prepared = await this.db.managed(async (tx, manager) => {
      const day = await lockDay(tx, asked);
      if (!(await exists(tx, 'oppen_local_auditado', day))) throw notAudited(day);
      const made = await this.sending.prepare(tx, day, caller, credential, 'reenviar_facturas_oppen');
      await this.audit.record({ caller, company: day.company, action: 'oppen.facturas_reenviadas', subject_type: 'oppen_local_auditado', subject_id: subjectOf(day), after: { facturas: made.plan.planned.length, operation_id: made.operation_id } }, manager);
      return made;
    });
    return resendAnswer(await this.sending.finish(prepared), prepared.plan.missing);
  }
}

const notClosed = ({ local, fecha }: Day) =>
  refusal(400, 'not_closed', `El local ${local} no está cerrado el ${fecha}: cierre el día antes de auditarlo.`, `The shop ${local} is not closed on ${fecha}: close the day before auditing it.`);
const alreadyAudited = ({ local, fecha }: Day) =>
  refusal(409, 'already_audited', `El local ${local} ya está auditado para ${fecha}.`, `The shop ${local} is audited for ${fecha} already.`);
const pendingAdvances = ({ local, fecha }: Day, anticipos_pendientes: unknown[]) =>
  refusal(400, 'pending_advances', `El local ${local} tiene anticipos pendientes el ${fecha}: resuélvalos antes de auditarlo.`, `The shop ${local} has pending advances on ${fecha}: settle them before auditing it.`, { anticipos_pendientes });
