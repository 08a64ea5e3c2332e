import { Injectable } from '@nestjs/common';
import { AuditService } from '../../../core/audit/index.js';
import type { Caller } from '../../../core/auth/index.js';
import { Database, type Queryable } from '../../../core/database/index.js';
import { invalidFields, notFound, problem } from '../../../core/problems/index.js';
import { RetryQueue } from '../../../core/retry-queue/index.js';
import type { DocumentState, EinvoiceDocument } from '../entities/einvoice-document.entity.js';
import type { ShownDocument } from './document-view.js';
import { Documents } from './documents.service.js';
import { IssuingCredential } from './issuing-credential.service.js';
import { asInvalidFields, judgeInput } from './judge-input.js';
import { environmentOf } from './open-session.js';
import { Originals } from './originals.service.js';
import { orderKeysOf } from './order-keys.js';
import { replaceDocument } from './store-document.js';
import { KIND } from './submitted.js';

const BUSY = `SELECT 1 FROM integration_message WHERE order_key = ANY($1) AND direction = 'inbound' AND status IN ('received','processing') LIMIT 1`;
const WAITING = `SELECT id FROM retry_queue_entry WHERE order_key = ANY($1) AND state = 'pending'`;
const SENT = `SELECT 1 FROM remote_document WHERE integration = 'hacienda' AND company = $1 AND kind = $2 AND key = $3 AND state IN ('creating','created')`;

/** What people change of a document themselves, while Hacienda does not have it. */
@Injectable()
export class ChangeDocument {
  constructor(
    private readonly db: Database,
    private readonly documents: Documents,
    private readonly credentials: IssuingCredential,
    private readonly retries: RetryQueue,
    private readonly audit: AuditService,
    private readonly originals: Originals,
  ) {}

  /** The whole invoice anew, or without one the stored draft as it is: judged, and `generated` when nothing is wrong. */
  async edit(caller: Caller, id: string, given: Record<string, unknown> | undefined): Promise<ShownDocument> {
    const { company, input } = await this.documents.get(caller, id);
    const wanted = given ?? input;
    const credential = await this.credentials.of(company);
    const judged = judgeInput(wanted, credential);
    if ('problems' in judged) throw asInvalidFields(judged.problems);
    const environment = environmentOf(credential);
    await this.change(caller, id, company, 'edited', async (tx, document) => {
      if (document.clave !== null || document.state === 'canceled') throw tooLate('editar', document.state);
      await replaceDocument(tx, id, { input: wanted, document: judged.document, environment });
      const problems = await this.originals.link(tx, { id, company, environment, document: judged.document });
      if (problems.length > 0) throw asInvalidFields(problems);
    });
    return this.documents.get(caller, id);
  }

  /** Only before it is submitted. The number of a signed one stays used: Hacienda will see a gap, so the reason is asked for. */
  async cancel(caller: Caller, id: string, reason: string | undefined): Promise<ShownDocument> {
    const { company, clave } = await this.documents.get(caller, id);
    if (clave !== null && !reason) throw invalidFields({ path: 'reason', es: 'es obligatorio: el consecutivo ya asignado quedará sin usar', en: 'is required: the number already given will stay unused' });
    await this.change(caller, id, company, 'canceled', async (tx, document) => {
      if (!CANCELABLE.includes(document.state) || (await this.isSent(tx, document))) throw tooLate('cancelar', document.state);
      await tx.query(`UPDATE einvoice_document SET state = 'canceled', updated_at = now() WHERE id = $1`, [id]);
    }, reason);
    return this.documents.get(caller, id);
  }

  /** A document without a number, as if it had never been. */
  async remove(caller: Caller, id: string): Promise<void> {
    const { company } = await this.documents.get(caller, id);
    await this.change(caller, id, company, 'deleted', async (tx, document) => {
      if (document.clave !== null) throw tooLate('borrar', document.state);
      await tx.query('DELETE FROM einvoice_document WHERE id = $1', [id]);
    });
  }

  private async change(caller: Caller, id: string, company: string, what: string, work: (tx: Queryable, document: EinvoiceDocument) => Promise<void>, reason?: string): Promise<void> {
    await this.db.managed(async (tx, manager) => {
      const document = await this.documents.lock(tx, company, id);
      if (!document) throw gone();
      const keys = await orderKeysOf(tx, document);
      if ((await tx.query(BUSY, [keys])).rows.length > 0) throw busy();
      for (const entry of (await tx.query(WAITING, [keys])).rows as { id: string }[]) await this.retries.cancel(entry.id, `${what} por ${caller.name}`, tx);
      await work(tx, document);
      await this.audit.record({ caller, company, action: `einvoice.${what}`, subject_type: 'einvoice_document', subject_id: id, reason, before: { state: document.state, clave: document.clave } }, manager);
    });
  }

  private async isSent(tx: Queryable, { company, clave }: EinvoiceDocument): Promise<boolean> {
    return clave !== null && (await tx.query(SENT, [company, KIND, clave])).rows.length > 0;
  }
}

const CANCELABLE: readonly DocumentState[] = ['draft', 'generated', 'signed', 'error'];

const tooLate = (verb: string, state: string) =>
  problem(409, { code: 'wrong_state', es: `Un documento «${state}» ya no se puede ${verb}: Hacienda lo tiene, o su número ya está dado. Corríjalo con una nota de crédito o débito.`, en: `A document that is "${state}" can no longer be changed so: Hacienda has it, or its number is given.`, state });
const busy = () => problem(409, { code: 'busy', es: 'Este documento tiene una operación en curso. Espere a que termine.', en: 'An operation on this document is under way. Wait until it ends.' });
const gone = () => notFound();
