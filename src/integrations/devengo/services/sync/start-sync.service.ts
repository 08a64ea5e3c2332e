import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { AuditService } from '../../../../core/audit/index.js';
import type { Caller } from '../../../../core/auth/index.js';
import { CompaniesService } from '../../../../core/companies/index.js';
import { Database, type Queryable } from '../../../../core/database/index.js';
import { invalidFields, problem } from '../../../../core/problems/index.js';
import { stepOf, type StepName } from '../../mapping/steps.js';
import { readWindow, type Asked } from '../../mapping/sync-window.js';
import { Executions } from './executions.service.js';

export interface SyncRequest extends Asked {
  company: string;
  steps: readonly StepName[];
  process_type: 'step' | 'process';
  trigger: 'api' | 'cli' | 'schedule';
  dry_run?: boolean;
  full_refresh?: boolean;
}

// One record read again stands behind a run in the line of its step, and hinders none.
const BUSY = `
  SELECT s.execution_id, s.step FROM devengo_sync_step s JOIN devengo_sync_execution e ON e.id = s.execution_id
  WHERE s.company = $1 AND s.step = ANY($2::text[]) AND e.status IN ('pending','running') AND s.status IN ('pending','running') AND NOT e.options ? 'record' LIMIT 1`;
const INSERT = `
  INSERT INTO devengo_sync_execution (id, company, process_type, trigger, year, start_date, end_date, options, created_by)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;
const STEPS = `
  INSERT INTO devengo_sync_step (execution_id, position, company, step)
  SELECT $1, position, $2, step FROM unnest($3::text[]) WITH ORDINALITY AS given(step, position)`;

/** Starts an execution: its rows and the message of its first step in one commit, so that nothing is half begun. */
@Injectable()
export class StartSync {
  constructor(
    private readonly db: Database,
    private readonly companies: CompaniesService,
    private readonly executions: Executions,
    private readonly audit: AuditService,
  ) {}

  /** Answers the execution's id. Throws 400 for dates that are no months, 409 while one of the steps runs. */
  async start(caller: Caller, request: SyncRequest): Promise<string> {
    const { company, steps, process_type, trigger, year, dry_run = false, full_refresh = false } = request;
    const read = readWindow(request);
    if ('problems' in read) throw invalidFields(...read.problems);
    if (steps.includes('accruals') && (read.window.start_date === null || read.window.end_date === null)) throw invalidFields({ path: 'year', es: 'falta: el devengo necesita un año o dos fechas', en: 'is missing: accruals need a year or two dates' });
    await this.companies.get(caller, company);
    const id = uuidv7();
    const { start_date, end_date } = read.window;
    const accepted = await this.db.managed(async (tx, manager) => {
      await tx.query(`SELECT pg_advisory_xact_lock(hashtext('devengo.start'), hashtext($1))`, [company]);
      await this.executions.reap(tx, company);
      await refuseBusy(tx, company, steps);
      await tx.query(INSERT, [id, company, process_type, trigger, year ?? null, start_date, end_date, JSON.stringify({ dry_run, full_refresh }), caller.name]);
      await tx.query(STEPS, [id, company, steps]);
      await this.audit.record({ caller, company, action: 'devengo.sync_started', subject_type: 'devengo_sync_execution', subject_id: id, after: { steps, start_date, end_date, dry_run, full_refresh } }, manager);
      return this.executions.goOn(tx, { execution_id: id, company, trigger, created_by: caller.name });
    });
    accepted?.wake();
    return id;
  }
}

async function refuseBusy(tx: Queryable, company: string, steps: readonly StepName[]): Promise<void> {
  const [busy] = (await tx.query(BUSY, [company, steps])).rows as { execution_id: string; step: StepName }[];
  if (!busy) return;
  throw problem(409, {
    code: 'sync_running',
    es: `El paso «${stepOf(busy.step).label}» ya está en curso (ejecución ${busy.execution_id}). Espere a que termine o cancélela.`,
    en: `The step "${busy.step}" is under way already (execution ${busy.execution_id}). Wait for its end or cancel it.`,
    execution_id: busy.execution_id,
    step: busy.step,
  });
}
