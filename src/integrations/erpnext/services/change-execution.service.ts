import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { Caller } from '../../../core/auth/index.js';
import { Env } from '../../../core/config/index.js';
import { Database } from '../../../core/database/index.js';
import { locale, type Locale } from '../../../core/i18n/index.js';
import { problem } from '../../../core/problems/index.js';
import { frozenProblems } from '../mapping/frozen-fields.js';
import { readWorkflow } from '../mapping/read-workflow.js';
import { ApplyChange, type Change } from './apply-change.service.js';
import { Executions, type ExecutionRow } from './executions.service.js';
import { invalidWorkflow, JudgeStart } from './judge-start.service.js';
import { CANCEL_EVENT } from './run.js';
import { SurveyDocuments, type CancelAction } from './survey-documents.service.js';

export interface Accepted {
  message: string;
  execution_id: number;
  message_id: string;
}

/** What people do with one execution. */
@Injectable()
export class ChangeExecution {
  constructor(
    private readonly db: Database,
    private readonly executions: Executions,
    private readonly changes: ApplyChange,
    private readonly judge: JudgeStart,
    private readonly survey: SurveyDocuments,
    private readonly env: Env,
  ) {}

  /** From where it stands; a cancellation that failed goes on cancelling. Does not wait for a scheduled retry. */
  async resume(caller: Caller, id: number, reason?: string): Promise<Accepted> {
    const row = await this.idle(caller, id);
    if (row.status === 'completed' || row.status === 'canceled') throw wrongStatus(row, 'reanudar', 'resumed');
    return this.apply(caller, row, { action: 'resumed', reason, says: 'Ejecución reanudada' });
  }

  async edit(caller: Caller, id: number, payload_json: Record<string, unknown>, request: Request, reason?: string): Promise<Accepted> {
    const row = await this.idle(caller, id);
    if (row.status !== 'failed') throw wrongStatus(row, 'editar', 'edited');
    if (row.goal === 'cancel') throw canceling(row);
    const language = locale(request, this.env.DEFAULT_LOCALE as Locale);
    const { workflow, a } = await this.judge.judge(caller, payload_json, language, row.company);
    const before = readWorkflow(row.payload_json).workflow;
    const frozen = before ? frozenProblems(before, workflow, row) : [];
    if (frozen.length > 0) throw invalidWorkflow(frozen, language);
    return this.apply(caller, row, { action: 'edited', reason, body: { event: 'workflow.start', json: payload_json }, set: { payload_json }, credentialId: a.id, says: 'Ejecución editada y reanudada' });
  }

  /** From the first step, as if nothing had been. Only when nothing submitted is left in ERPNext. */
  async restart(caller: Caller, id: number, reason?: string): Promise<Accepted> {
    const row = await this.idle(caller, id);
    if (row.status !== 'failed' && row.status !== 'canceled') throw wrongStatus(row, 'reiniciar', 'restarted');
    const submitted = row.status === 'canceled' ? [] : (await this.survey.of(row)).filter(({ action }) => action === 'cancel').map(({ document }) => document);
    if (submitted.length > 0) throw stillSubmitted(submitted);
    return this.apply(caller, row, {
      action: 'restarted', reason, body: { event: 'workflow.start', json: row.payload_json },
      set: { goal: 'complete', generation: row.generation + 1, progress: 'pending', forgetDocuments: true }, says: 'Ejecución reiniciada desde el principio',
    });
  }

  previewCancel = async (caller: Caller, id: number): Promise<{ execution_id: number; actions: CancelAction[] }> => ({ execution_id: id, actions: await this.survey.of(await this.cancelable(caller, id)) });

  async cancel(caller: Caller, id: number, reason?: string): Promise<Accepted & { actions: CancelAction[] }> {
    const row = await this.cancelable(caller, id);
    const actions = await this.survey.of(row);
    const accepted = await this.apply(caller, row, { action: 'cancel_requested', reason, body: { event: CANCEL_EVENT, json: { action: 'cancel', execution_id: id } }, set: { goal: 'cancel' }, says: 'Cancelación aceptada' });
    return { ...accepted, actions };
  }

  // Also of one that runs: the cancellation stands in line behind it, and no further step begins.
  private async cancelable(caller: Caller, id: number): Promise<ExecutionRow> {
    const row = await this.executions.get(caller, id);
    if (row.status === 'canceled') throw wrongStatus(row, 'cancelar', 'canceled');
    return row;
  }

  private async idle(caller: Caller, id: number): Promise<ExecutionRow> {
    const row = await this.executions.get(caller, id);
    if (row.is_running) throw stillRunning(row);
    return row;
  }

  private async apply(caller: Caller, row: ExecutionRow, change: Change & { says: string }): Promise<Accepted> {
    const messageId = await this.db.managed(async (tx, manager) => {
      const locked = await this.executions.lock(tx, row.id);
      if (locked.message_id !== row.message_id) throw stillRunning(row);
      // Sent again from the log since it was looked at: it would be judged by where it stood before.
      if (change.action !== 'cancel_requested' && (await this.executions.isRunning(tx, row.id))) throw stillRunning(row);
      return this.changes.within(tx, manager, caller, row, change);
    });
    this.changes.wake([messageId]);
    return { message: change.says, execution_id: row.id, message_id: messageId };
  }
}

const STATUS: Record<ExecutionRow['status'], string> = { pending: 'pendiente', step1_po_a: 'a medias', step2_pr_a: 'a medias', step3_dn_a: 'a medias', completed: 'completada', canceled: 'cancelada', failed: 'fallida' };

const wrongStatus = ({ id, status }: ExecutionRow, es: string, en: string) =>
  problem(409, { code: 'wrong_status', es: `La ejecución ${id} está ${STATUS[status]}: no se puede ${es}.`, en: `Execution ${id} is "${status}": it cannot be ${en}.`, status_now: status });

const stillRunning = ({ id, wait_reason }: ExecutionRow) =>
  problem(409, {
    code: 'still_running',
    es: `La ejecución ${id} está en curso${wait_reason ? ` (${wait_reason})` : ''}: espere a que termine.`,
    en: `Execution ${id} is running: wait until it ends.`,
  });

const canceling = ({ id }: ExecutionRow) =>
  problem(409, { code: 'canceling', es: `La ejecución ${id} se está cancelando: repita la cancelación (reanudar) y luego reiníciela.`, en: `Execution ${id} is being canceled: resume the cancellation, then restart it.` });

const stillSubmitted = (documents: string[]) =>
  problem(409, {
    code: 'still_submitted',
    es: `Siguen validados en ERPNext: ${documents.join(', ')}. Cancele la ejecución antes de reiniciarla.`,
    en: `Still submitted in ERPNext: ${documents.join(', ')}. Cancel the execution before restarting it.`,
    documents,
  });
