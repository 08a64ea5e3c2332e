import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../core/auth/index.js';
import { Database } from '../../../core/database/index.js';
import { deskUrl } from '../mapping/links.js';
import { STEPS } from '../mapping/steps.js';
import { Executions, type ExecutionFilter, type ExecutionRow, type StepRow } from './executions.service.js';

export type ExecutionSummary = Omit<ExecutionRow, 'is_running' | 'goal' | 'last_message_id'> & { canceling: boolean; running: boolean };

export interface ExecutionView extends ExecutionSummary {
  steps: StepRow[];
  /** The instances that the body names. */
  instances: { side: 'a' | 'b'; id: number; name: string; url: string }[];
  /** The documents made so far, with their page in ERPNext. */
  documents: { step: string; doctype: string; name: string; instance_id: number; instance: string; url: string }[];
}

/** Executions as REST shows them. */
@Injectable()
export class ShowExecution {
  constructor(
    private readonly executions: Executions,
    private readonly db: Database,
  ) {}

  async list(caller: Caller, filter: ExecutionFilter): Promise<{ data: ExecutionSummary[]; next_cursor: string | null }> {
    const { rows, next } = await this.executions.list(caller, filter);
    return { data: rows.map(summary), next_cursor: next === null ? null : String(next) };
  }

  async get(caller: Caller, id: number): Promise<ExecutionView> {
    const row = await this.executions.get(caller, id);
    const instances = await this.instances(row);
    return { ...summary(row), steps: await this.executions.steps(id), instances, documents: documentsOf(row, instances) };
  }

  private async instances({ payload_json: { company_a_instance_id: a, company_b_instance_id: b } }: ExecutionRow): Promise<ExecutionView['instances']> {
    const known = await this.db.rows<{ id: number; name: string; base_url: string }>('SELECT id, name, base_url FROM integration_credential WHERE id = ANY($1::int[])', [[Number(a), Number(b)]]);
    const of = (side: 'a' | 'b', id: unknown) => known.filter((each) => each.id === Number(id)).map(({ name, base_url }) => ({ side, id: Number(id), name, url: base_url.replace(/\/+$/, '') }));
    return [...of('a', a), ...of('b', b)];
  }
}

function documentsOf(row: ExecutionRow, instances: ExecutionView['instances']): ExecutionView['documents'] {
  return STEPS.flatMap(({ id, name: step, doctype, side }) => {
    const name = row[`${id}_id`];
    const instance = instances.find((each) => each.side === side);
    if (!name || !instance) return [];
    const url = deskUrl(instance.url, doctype, name);
    return [{ step, doctype, name, instance_id: instance.id, instance: instance.name, url }];
  });
}

function summary({ goal, is_running, last_message_id: _last, warnings, ...row }: ExecutionRow): ExecutionSummary {
  return { ...row, warnings: warnings ?? [], canceling: goal === 'cancel' && row.status !== 'canceled', running: is_running ?? false };
}
