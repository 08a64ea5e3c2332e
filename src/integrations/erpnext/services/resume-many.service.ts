import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../core/auth/index.js';
import { Database } from '../../../core/database/index.js';
import { OperationsService } from '../../../core/operations/index.js';
import { problem } from '../../../core/problems/index.js';
import { ApplyChange } from './apply-change.service.js';
import { Executions, isResumable, type ExecutionRow, type FailedFilter } from './executions.service.js';

export interface ResumeMany {
  /** One or the other. */
  ids?: readonly number[];
  filter?: FailedFilter;
  dry_run?: boolean;
  reason?: string;
}

export interface ManyResumed {
  /** Null when nothing was to be resumed, or nothing was asked for but the count. */
  operation_id: string | null;
  total: number;
  /** Chosen, but completed, canceled or running. */
  skipped: number;
  /** Fit the filter, but not into one operation: ask again for them. */
  left: number;
}

const MOST = 1_000;

/** Resumes many executions as one piece of work, which can be followed to its end. */
@Injectable()
export class ResumeExecutions {
  constructor(
    private readonly db: Database,
    private readonly executions: Executions,
    private readonly changes: ApplyChange,
    private readonly operations: OperationsService,
  ) {}

  async resume(caller: Caller, { ids, filter, dry_run, reason }: ResumeMany): Promise<ManyResumed> {
    if ((ids === undefined) === (filter === undefined)) throw idsOrFilter();
    const chosen = ids ? { ids: [...new Set(ids)], count: new Set(ids).size } : await this.executions.failed(caller, filter!, MOST);
    const left = chosen.count - chosen.ids.length;
    const { message_ids, operation_id, total } = await this.db.managed(async (tx, manager) => {
      const rows = await this.executions.lockAll(tx, caller, chosen.ids);
      if (rows.length < chosen.ids.length) throw unknownIds(chosen.ids.filter((id) => !rows.some((row) => row.id === id)));
      const able = rows.filter(isResumable);
      if (dry_run || able.length === 0) return { message_ids: [], operation_id: null, total: able.length };
      const company = onlyCompany(able);
      const message_ids: string[] = [];
      for (const row of able) message_ids.push(await this.changes.within(tx, manager, caller, row, { action: 'resumed', reason }));
      return { message_ids, operation_id: await this.operations.follow(tx, { kind: 'erpnext.resume', company, message_ids, caller, reason }), total: able.length };
    });
    this.changes.wake(message_ids);
    return { operation_id, total, skipped: chosen.ids.length - total, left };
  }
}

function onlyCompany(rows: readonly ExecutionRow[]): string {
  const [company, ...more] = new Set(rows.map((row) => row.company));
  if (more.length > 0) throw severalCompanies();
  return company!;
}

const idsOrFilter = () => problem(400, { code: 'ids_or_filter', es: 'Indique ids o filter, uno de los dos.', en: 'Give ids or filter, one of them.' });
const unknownIds = (ids: readonly number[]) =>
  problem(404, { code: 'unknown_executions', es: `Estas ejecuciones no existen o no están a su alcance: ${ids.slice(0, 10).join(', ')}`, en: `These executions do not exist or are not within your reach: ${ids.slice(0, 10).join(', ')}`, ids: ids.slice(0, 100) });
const severalCompanies = () =>
  problem(400, { code: 'several_companies', es: 'Las ejecuciones elegidas son de varias empresas: reanude las de una empresa a la vez.', en: 'The chosen executions belong to several companies: resume those of one company at a time.' });
