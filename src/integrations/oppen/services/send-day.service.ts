import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../core/auth/index.js';
import { CompaniesService } from '../../../core/companies/index.js';
import { OpenCredentials } from '../../../core/credentials/index.js';
import type { Queryable } from '../../../core/database/index.js';
import type { OpenCredential } from '../../../core/integration/index.js';
import { OperationsService } from '../../../core/operations/index.js';
import type { SyncResult } from '../mapping/sync-answer.js';
import { DEFAULT_BUDGET_SECONDS } from '../oppen.settings.js';
import { AwaitOutcomes, type Outcomes } from './await-outcomes.service.js';
import { companyCredential } from './company-credential.js';
import { NotifyErrors } from './notify-errors.service.js';
import { PlanSending, type Action, type Day, type Plan } from './plan-sending.service.js';
import { isExcluded } from './settings.js';

/** What was stored for a day, waiting for the commit. */
export interface Prepared {
  day: Day;
  credential: OpenCredential | null;
  plan: Plan;
  operation_id: string | null;
}

/** A day's invoices on their way to Oppen: stored with the caller's transaction, then watched for as long as a person waits. */
@Injectable()
export class SendDay {
  constructor(
    private readonly credentials: OpenCredentials,
    private readonly companies: CompaniesService,
    private readonly planner: PlanSending,
    private readonly operations: OperationsService,
    private readonly outcomes: AwaitOutcomes,
    private readonly notices: NotifyErrors,
  ) {}

  /** The company's credential; null when it has no active one. */
  credential(company: string): Promise<OpenCredential | null> {
    return companyCredential(this.credentials, company);
  }

  async prepare(tx: Queryable, day: Day, caller: Caller, credential: OpenCredential | null, action: Action): Promise<Prepared> {
    const plan = await this.planner.plan(tx, { day, caller, credential, action });
    const message_ids = plan.planned.map(({ message_id }) => message_id);
    const operation_id = message_ids.length > 0 ? await this.operations.follow(tx, { kind: 'oppen.sync', company: day.company, message_ids, caller, reason: `${action} ${day.local} ${day.fecha}` }) : null;
    return { day, credential, plan, operation_id };
  }

  /** After the commit: sends, waits, and tells what came of it. */
  async finish({ day, credential, plan, operation_id }: Prepared): Promise<SyncResult> {
    if (!credential) return { kind: 'unavailable' };
    if (isExcluded(day.local, credential)) return { kind: 'excluded' };
    plan.wake();
    const outcomes = await this.outcomes.wait(plan.planned, credential.id, await this.budgetMs(day.company));
    const result = asResult(outcomes, plan.planned.length, operation_id);
    const told = result.kind === 'fault' ? result.error : undefined;
    // What goes on in the background may yet succeed or fail: the schedule tells of it once it has ended.
    if (told !== undefined || (result.kind === 'sent' && result.errores.length > 0 && result.pendientes === 0)) await this.notices.tell(day, told);
    return result;
  }

  private async budgetMs(company: string): Promise<number> {
    const settings = (await this.companies.find(company))?.settings.oppen as { sync_budget_seconds?: number } | undefined;
    return (settings?.sync_budget_seconds ?? DEFAULT_BUDGET_SECONDS) * 1000;
  }
}

/** The specification's two errors that are nobody's invoice: the login was refused, or Oppen could not be reached at all. */
function asResult({ exitosas, errores, pendientes }: Outcomes, total: number, operationId: string | null): SyncResult {
  const refused = errores.find(({ category }) => category === 'authentication_error' || category === 'credential_error');
  if (exitosas === 0 && refused) return { kind: 'fault', error: refused.error };
  if (exitosas === 0 && errores.length > 0 && errores.every(({ error }) => /^Error de (conexión|autenticación)/.test(error))) return { kind: 'fault', error: errores[0]!.error };
  const lines = errores.map(({ factura, error }) => ({ factura, error }));
  return { kind: 'sent', total, exitosas, errores: lines, pendientes, operation_url: operationId && `/api/operations/${operationId}` };
}
