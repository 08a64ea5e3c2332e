import { Injectable } from '@nestjs/common';
import { IntegrationFailure } from '../../../core/errors/index.js';
import type { Attempt, HandlerResult } from '../../../core/integration/index.js';
import type { RemoteDocument } from '../../../core/pipeline/index.js';
import type { ErpnextDocument } from '../client/erpnext.types.js';
import type { WorkflowExecution } from '../entities/workflow-execution.entity.js';
import { readWorkflow } from '../mapping/read-workflow.js';
import { STEPS, type Step } from '../mapping/steps.js';
import { findByKey, refuseForeign, refuseMoved, refuseTooEarly, refuseWhileSubmitting } from './find-document.js';
import { documentKey, failure, inStep, lookUp, makeSide, openSides, type Run, type Side } from './run.js';
import { StepLog } from './step-log.js';

type Taking = Pick<Run, 'attempt' | 'execution' | 'sides' | 'log'>;

/** Undoes what an execution made, newest first (PR-B → DN-A → PR-A → PO-A): submitted documents are cancelled, drafts deleted. */
@Injectable()
export class TakeBack {
  async cancel(attempt: Attempt, execution: WorkflowExecution): Promise<HandlerResult> {
    const summary = { execution_id: execution.id, status: 'canceled' };
    if (execution.progress === 'canceled') return { outcome: 'skipped', summary: { ...summary, message: 'La ejecución ya estaba cancelada.' } };
    // An old cancellation, sent again from the log after a restart: nobody asked to cancel what was made since.
    if (execution.goal !== 'cancel') return { outcome: 'skipped', summary: { execution_id: execution.id, skipped: 'restarted_since', message: 'La ejecución se reinició después de esta cancelación; no se hizo nada.' } };
    const { workflow } = readWorkflow(execution.payload_json);
    if (!workflow) throw failure('validation_error', 'invalid_payload', 'El cuerpo guardado de la ejecución no se puede leer; cancele sus documentos en ERPNext.');
    const log = new StepLog(attempt, execution);
    log.start();
    const done = await this.from({ attempt, execution, log, sides: await openSides(attempt, workflow) }, execution.generation, 'all');
    log.progress('canceled');
    return { outcome: 'succeeded', summary: { ...summary, documents: done } };
  }

  /**
   * Of this generation and all before: a restart may have ended before it had cleaned up. Answers the names of what was undone. With
   * `drafts_only` a submitted document is refused instead.
   */
  async from(taking: Taking, newest: number, what: 'all' | 'drafts_only'): Promise<string[]> {
    const done: string[] = [];
    for (let generation = newest; generation > 0; generation--) done.push(...(await this.ofGeneration(taking, generation, what)));
    return done;
  }

  private async ofGeneration(taking: Taking, generation: number, what: 'all' | 'drafts_only'): Promise<string[]> {
    const done: string[] = [];
    for (const step of [...STEPS].reverse()) {
      try {
        const name = await this.step(taking, step, generation, what);
        if (name) done.push(name);
      } catch (error) {
        if (!(error instanceof IntegrationFailure)) throw error;
        const told = inStep(error, step, taking.sides[step.side]);
        if (!taking.log.hasOpenStep) taking.log.begin(step, 'look', null, generation);
        taking.log.failed(told);
        throw told;
      }
    }
    return done;
  }

  private async step({ attempt, execution, sides, log }: Taking, step: Step, generation: number, what: 'all' | 'drafts_only'): Promise<string | null> {
    const key = documentKey(execution, generation);
    const known = await attempt.documents.find(step.id, key);
    if (!known || known.state === 'absent' || known.state === 'canceled') return null;
    const side = await madeIn(known, sides[step.side], attempt);
    const name = known.remote_id && known.state === 'created' ? known.remote_id : await this.nameOf(side, step, known, attempt);
    if (name === undefined) {
      attempt.documents.absent(step.id, key);
      return null;
    }
    const document = await lookUp(side, step.doctype, name);
    if (document) refuseForeign(side, step, document, known);
    else if (known.state === 'created') refuseMoved(side, known);
    if (document?.docstatus === 1 && what === 'drafts_only') throw failure('conflict', 'still_submitted', `${name} sigue validado en ERPNext: cancele la ejecución antes de reiniciarla.`);
    if (document?.docstatus === 0) refuseWhileSubmitting(side, known);
    if (document && document.docstatus !== 2) await this.undo(side, step, document, log, generation);
    attempt.documents.canceled(step.id, key);
    await attempt.documents.commit();
    return name;
  }

  private async undo({ client }: Side, step: Step, { name, docstatus }: ErpnextDocument, log: StepLog, generation: number): Promise<void> {
    log.begin(step, docstatus === 1 ? 'cancel' : 'delete', name, generation);
    try {
      if (docstatus === 1) await client.cancel(step.doctype, name);
      else await client.remove(step.doctype, name);
    } catch (error) {
      // An earlier try of ours, still on its way when we looked, may have done it.
      const isRefusal = error instanceof IntegrationFailure && ['validation_error', 'not_found', 'conflict'].includes(error.category);
      if (!isRefusal) throw error;
      const now = await client.get(step.doctype, name).catch((lost: unknown) => (lost instanceof IntegrationFailure && lost.category === 'not_found' ? undefined : Promise.reject(lost)));
      if (now && now.docstatus !== 2) throw error;
    }
    log.done(name);
  }

  private async nameOf(side: Side, step: Step, known: RemoteDocument, attempt: Attempt): Promise<string | undefined> {
    const field = typeof known.details.field === 'string' ? known.details.field : step.standardKeyField;
    const found = await findByKey(side, step, field, known.marker!, attempt.warnings);
    if (!found) refuseTooEarly(side, known, true);
    return found?.name;
  }
}

/** The instance to which the document was sent: the body may name another since. */
async function madeIn({ details: { instance } }: RemoteDocument, side: Side, attempt: Attempt): Promise<Side> {
  return typeof instance !== 'number' || instance === side.id ? side : makeSide(await attempt.using(instance), attempt.warnings);
}
