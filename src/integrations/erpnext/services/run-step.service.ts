import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { IntegrationFailure } from '../../../core/errors/index.js';
import type { RemoteDocument } from '../../../core/pipeline/index.js';
import { fieldsOf, type ErpnextDocument } from '../client/erpnext.types.js';
import { buildDocument, itemMapFor } from '../mapping/build-documents.js';
import { doneSteps, markerOf, STEPS, type Step } from '../mapping/steps.js';
import { findByKey, leftNothing, refuseForeign, refuseMoved, refuseTooEarly, refuseWhileSubmitting } from './find-document.js';
import { KeyFields } from './key-fields.service.js';
import { documentKey, failure, lookUp, type Run, type Side } from './run.js';
import { VerifySerials } from './verify-serials.service.js';

type Body = Record<string, unknown>;

/**
 * One step of a workflow → one submitted document with the right serial numbers, however often it is tried or interrupted:
 * look → create with our key inside → save the name at once → submit → read back and verify.
 */
@Injectable()
export class RunStep {
  constructor(
    private readonly keys: KeyFields,
    private readonly serials: VerifySerials,
  ) {}

  async run(run: Run, step: Step): Promise<ErpnextDocument> {
    const isDone = doneSteps(run.execution.progress) > STEPS.indexOf(step);
    const known = await run.attempt.documents.find(step.id, documentKey(run.execution, run.execution.generation));
    const found = await this.existing(run, step, isDone, known);
    if (found && isDone) return found;
    const document = found ?? (await this.create(run, step, known));
    const submitted = document.docstatus === 1 ? document : await this.submit(run, step, document);
    await this.serials.verify(run, step, submitted);
    run.log.progress(step.progress);
    await run.attempt.documents.commit();
    return submitted;
  }

  /** The document that a former attempt made, if it can be gone on with. */
  private async existing(run: Run, step: Step, isDone: boolean, known: RemoteDocument | null): Promise<ErpnextDocument | undefined> {
    const side = run.sides[step.side];
    refuseElsewhere(side, known);
    const name = known?.state === 'created' ? known.remote_id! : known?.state === 'canceled' ? undefined : await this.lookByKey(run, step, known);
    if (known?.state === 'canceled') throw canceled(known.remote_id ?? '');
    if (name === undefined) return undefined;
    const document = await lookUp(side, step.doctype, name);
    if (!document) {
      if (isDone) throw failure('not_found', 'document_gone', `${name} ya no está en ERPNext. Revise qué pasó; para empezar de nuevo, cancele la ejecución y reiníciela.`);
      if (known?.state === 'created') refuseMoved(side, known);
      this.forget(run, step);
      return undefined;
    }
    refuseForeign(side, step, document, known);
    if (document.docstatus === 2) throw canceled(name);
    if (isDone || (await this.isCurrent(run, step, known))) return document;
    if (document.docstatus === 1) throw failure('conflict', 'submitted_before_edit', `${name} se validó en ERPNext con los datos de antes de la edición. Vuelva a los datos anteriores, o cancele la ejecución y reiníciela.`);
    refuseWhileSubmitting(side, known);
    await this.discard(run, step, side, name);
    return undefined;
  }

  private async lookByKey(run: Run, step: Step, known: RemoteDocument | null): Promise<string | undefined> {
    const side = run.sides[step.side];
    const { execution, attempt, log } = run;
    const field = typeof known?.details.field === 'string' && known.state === 'creating' ? known.details.field : (await this.keys.of(side, step)).field;
    const found = await findByKey(side, step, field, markerOf(execution.correlation_id, execution.generation, step), attempt.warnings);
    if (!found) {
      if (known?.state === 'creating') refuseTooEarly(side, known);
      return undefined;
    }
    log.begin(step, 'adopt', found.name);
    this.remember(run, step, found.name);
    await attempt.documents.commit();
    return found.name;
  }

  private async create(run: Run, step: Step, before: RemoteDocument | null): Promise<ErpnextDocument> {
    const side = run.sides[step.side];
    const { attempt, execution, log } = run;
    const body = await this.body(run, step);
    const { field, unique } = await this.keys.of(side, step);
    const key = documentKey(execution, execution.generation);
    const marker = markerOf(execution.correlation_id, execution.generation, step);
    attempt.documents.creating(step.id, key, marker, { field, unique, digest: digestOf(run, body), instance: side.id, site: side.baseUrl, submit_sent: null });
    log.begin(step, 'create');
    try {
      const made = await side.client.insert(step.doctype, { ...body, [field]: marker });
      this.remember(run, step, made.name);
      // At once: whoever comes after a crash finds the name here.
      await attempt.documents.commit();
      return made;
    } catch (error) {
      if (error instanceof IntegrationFailure) attempt.documents.over(step.id, key);
      if (leftNothing(error)) attempt.documents.absent(step.id, key);
      if (!(error instanceof IntegrationFailure) || error.category !== 'conflict') throw error;
      // A former call of ours was still on its way when we looked, and has arrived first.
      const found = await findByKey(side, step, field, marker, attempt.warnings);
      if (!found) throw error;
      this.remember(run, step, found.name);
      await attempt.documents.commit();
      const document = await side.client.get(step.doctype, found.name);
      if (await this.isCurrent(run, step, before)) return document;
      if (document.docstatus === 0) await this.discard(run, step, side, found.name);
      throw failure('transient_error', 'arrived_late', `${found.name} llegó tarde, con los datos de antes de la edición. Se vuelve a empezar este paso.`);
    }
  }

  private async submit({ attempt, execution, log, sides }: Run, step: Step, { name }: ErpnextDocument): Promise<ErpnextDocument> {
    const { client } = sides[step.side];
    log.begin(step, 'submit', name);
    const sent = (submit_sent: string | null): void => attempt.documents.created(step.id, documentKey(execution, execution.generation), { id: name, number: name, details: { submit_sent } });
    sent(new Date().toISOString());
    await client.submit(step.doctype, name).catch((error: unknown) => {
      if (leftNothing(error)) sent(null);
      throw error;
    });
    const document = await client.get(step.doctype, name);
    if (document.docstatus === 2) throw canceled(name);
    if (document.docstatus !== 1) throw failure('transient_error', 'not_submitted', `ERPNext aceptó validar ${name}, pero sigue en borrador.`);
    log.done(name);
    await attempt.documents.commit();
    return document;
  }

  /** A draft made of data that were edited since. */
  private async discard(run: Run, step: Step, side: Side, name: string): Promise<void> {
    run.log.begin(step, 'delete', name);
    await side.client.remove(step.doctype, name).catch((error: unknown) => {
      if (!(error instanceof IntegrationFailure) || error.category !== 'not_found') throw error;
    });
    run.log.done(name);
    this.forget(run, step);
    await run.attempt.documents.commit();
  }

  private remember({ attempt, execution, log }: Run, step: Step, name: string): void {
    attempt.documents.created(step.id, documentKey(execution, execution.generation), { id: name, number: name });
    log.document(step, name);
    log.done(name);
  }

  private forget({ attempt, execution, log }: Run, step: Step): void {
    attempt.documents.absent(step.id, documentKey(execution, execution.generation));
    log.document(step, null);
  }

  private async isCurrent(run: Run, step: Step, known: RemoteDocument | null): Promise<boolean> {
    const digest = known?.details.digest;
    return typeof digest !== 'string' || digest === digestOf(run, await this.body(run, step));
  }

  async body({ workflow, sides, today, documents }: Run, step: Step): Promise<Body> {
    const companyB = workflow.companyB ?? (step.id === 'pr_b' ? await companyOf(sides.b, workflow.warehouseB) : '');
    const itemMap = itemMapFor(sides.b.settings.item_map, workflow.instanceA);
    return buildDocument(step, workflow, { today, companyB, itemMap, orderA: documents.po_a, deliveryA: documents.dn_a });
  }
}

export async function companyOf(side: Side, warehouse: string): Promise<string> {
  const company = (await lookUp(side, 'Warehouse', warehouse))?.company;
  if (typeof company === 'string' && company !== '') return company;
  throw failure('validation_error', 'warehouse_without_company', `El almacén «${warehouse}» no existe en la instancia «${side.name}» o no dice de qué compañía es. Corrija company_b_warehouse o indique company_b_name.`);
}

/** Of what a person can edit. The days are left out: a draft of yesterday is as good today. */
function digestOf({ workflow, sides }: Run, body: Body): string {
  const { transaction_date: _day, schedule_date: _wished, items, ...head } = body;
  const rows = (items as unknown[]).map((row) => ({ ...fieldsOf(row), schedule_date: undefined }));
  return createHash('sha256').update(JSON.stringify([sides.a.id, sides.b.id, workflow.scheduleDate, head, rows])).digest('hex');
}

/** A write whose outcome nobody knows must be looked for where it was sent, before another instance gets one. */
function refuseElsewhere(side: Side, known: RemoteDocument | null): void {
  const sent = known?.details.instance;
  if (typeof sent !== 'number' || sent === side.id || (known!.state !== 'creating' && known!.state !== 'created')) return;
  throw failure('conflict', 'other_instance', `Este paso ya se envió a la instancia ${sent}${known!.remote_id ? ` (${known!.remote_id})` : ', que no contestó y puede tenerlo'}. Vuelva a esa instancia, o cancele la ejecución y reiníciela.`);
}

const canceled = (name: string): IntegrationFailure =>
  failure('conflict', 'document_canceled', `${name} está cancelado en ERPNext. Para empezar de nuevo, cancele la ejecución y reiníciela.`);
