import { Injectable } from '@nestjs/common';
import { AuditService } from '../../../core/audit/index.js';
import { companyFilter, type Caller } from '../../../core/auth/index.js';
import { Database, type Queryable } from '../../../core/database/index.js';
import type { OpenCredential } from '../../../core/integration/index.js';
import { OperationsService } from '../../../core/operations/index.js';
import { problem } from '../../../core/problems/index.js';
import { exists, lockDay, notAudited, subjectOf } from './days.js';
import { PlanSending, type Day, type Plan } from './plan-sending.service.js';
import { SendDay } from './send-day.service.js';

/** The selected invoices of one day. */
interface Selected extends Day {
  facturas: number[];
}

/** `operation_id` is null when nothing of what was selected had to be sent. */
export interface Resent {
  operation_id: string | null;
  total: number;
  /** In Oppen already, void, or of an excluded shop or type. */
  skipped: number;
}

// In one order for everybody: two selections that overlap must not wait for each other.
const SELECTED = `
  SELECT company, local, fecha::text, array_agg(factura_id) AS facturas FROM oppen_sync_log
  WHERE id = ANY($1::int[]) AND ($2::text[] IS NULL OR company = ANY($2)) GROUP BY company, local, fecha ORDER BY company, local, fecha`;
const ACTION = 'oppen/reenviar';

/** Sends selected invoices of audited days again, in the background; never what is in Oppen or on its way. */
@Injectable()
export class ResendSelected {
  constructor(
    private readonly db: Database,
    private readonly sending: SendDay,
    private readonly planner: PlanSending,
    private readonly operations: OperationsService,
    private readonly audit: AuditService,
  ) {}

  async resend(caller: Caller, ids: readonly number[], reason?: string): Promise<Resent> {
    const wanted = new Set(ids).size;
    const days = await this.db.rows<Selected>(SELECTED, [ids, companyFilter(caller)]);
    if (days.reduce((sum, { facturas }) => sum + facturas.length, 0) < wanted) throw unknownIds();
    const company = onlyCompany(days);
    const credential = await this.sending.credential(company);
    if (!credential) throw noCredential(company);
    const { plans, operation_id, total } = await this.db.managed(async (tx, manager) => {
      const made: Plan[] = [];
      for (const day of days) made.push(await this.plan(tx, day, caller, credential, reason));
      const message_ids = made.flatMap(({ planned }) => planned.map(({ message_id }) => message_id));
      const operation = message_ids.length > 0 ? await this.operations.follow(tx, { kind: 'oppen.sync', company, message_ids, caller, reason: reason ?? ACTION }) : null;
      for (const [at, day] of days.entries()) {
        await this.audit.record({ caller, company, action: 'oppen.facturas_reenviadas', subject_type: 'oppen_local_auditado', subject_id: subjectOf(day), reason, after: { seleccionadas: day.facturas.length, facturas: made[at]!.planned.length, operation_id: operation } }, manager);
      }
      return { plans: made, operation_id: operation, total: message_ids.length };
    });
    for (const { wake } of plans) wake();
    return { operation_id, total, skipped: wanted - total };
  }

  private async plan(tx: Queryable, { facturas, ...selected }: Selected, caller: Caller, credential: OpenCredential, reason?: string): Promise<Plan> {
    const day = await lockDay(tx, selected);
    if (!(await exists(tx, 'oppen_local_auditado', day))) throw notAudited(day);
    return this.planner.plan(tx, { day, caller, credential, action: ACTION, reason, only: facturas });
  }
}

function onlyCompany(days: readonly Selected[]): string {
  const [company, ...more] = new Set(days.map((day) => day.company));
  if (more.length > 0) throw severalCompanies();
  return company!;
}

const unknownIds = () =>
  problem(404, { code: 'unknown_facturas', es: 'Alguna de las facturas seleccionadas no existe o no está a su alcance: vuelva a cargar la lista.', en: 'One of the selected invoices does not exist or is not within your reach: load the list again.' });
const severalCompanies = () =>
  problem(400, { code: 'several_companies', es: 'Las facturas seleccionadas son de varias empresas: reenvíe las de una empresa a la vez.', en: 'The selected invoices belong to several companies: resend those of one company at a time.' });
const noCredential = (company: string) =>
  problem(409, { code: 'no_credential', es: `La empresa ${company} no tiene una credencial activa de Oppen: actívela y vuelva a reenviar.`, en: `The company ${company} has no active credential of Oppen: activate it and resend again.` });
