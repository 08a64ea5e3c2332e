import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../core/auth/index.js';
import type { Queryable } from '../../../core/database/index.js';
import type { WorkflowExecution } from '../entities/workflow-execution.entity.js';
import { ExecutionMessages } from './execution-messages.service.js';
import type { ExecutionRow } from './executions.service.js';

/** What a person does with an execution. */
export interface Change {
  action: 'resumed' | 'edited' | 'restarted' | 'cancel_requested';
  reason?: string;
  /** What the new message carries; left out = the last one's bytes again. */
  body?: { event: string; json: Record<string, unknown> };
  set?: Partial<Pick<WorkflowExecution, 'goal' | 'generation' | 'progress'>> & { payload_json?: Record<string, unknown>; forgetDocuments?: boolean };
  /** Instance A of an edited body: the message must wait for that credential and no other. */
  credentialId?: number;
}

const UPDATE = `
  UPDATE workflow_execution SET message_id = $2, goal = coalesce($3, goal), generation = coalesce($4, generation), progress = coalesce($5, progress),
    payload_json = coalesce($6::jsonb, payload_json), updated_at = now(),
    po_a_id = CASE WHEN $7 THEN NULL ELSE po_a_id END, pr_a_id = CASE WHEN $7 THEN NULL ELSE pr_a_id END,
    dn_a_id = CASE WHEN $7 THEN NULL ELSE dn_a_id END, pr_b_id = CASE WHEN $7 THEN NULL ELSE pr_b_id END
  WHERE id = $1`;

/** A change of an execution is a new message of its chain, stored together with the change itself and its audit row. */
@Injectable()
export class ApplyChange {
  constructor(private readonly messages: ExecutionMessages) {}

  /** The row must be locked in this transaction. Answers the new message; `wake` comes after the commit. */
  async within(tx: Queryable, manager: EntityManager, caller: Caller, row: ExecutionRow, change: Change): Promise<string> {
    const created = await this.messages.again(tx, caller, row, change);
    const { set = {} } = change;
    await tx.query(UPDATE, [row.id, created, set.goal ?? null, set.generation ?? null, set.progress ?? null, set.payload_json ? JSON.stringify(set.payload_json) : null, set.forgetDocuments ?? false]);
    await this.messages.audit.record({
      caller, company: row.company, action: `workflow.${change.action}`, subject_type: 'workflow_execution', subject_id: String(row.id), reason: change.reason,
      before: { status: row.status, ...(set.payload_json && { payload_json: row.payload_json }) },
      after: { message_id: created, ...(set.payload_json && { payload_json: set.payload_json }) },
    }, manager);
    return created;
  }

  wake(ids: readonly string[]): void {
    this.messages.wake(ids);
  }
}
