import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../core/auth/index.js';
import { CompaniesService, companyOf } from '../../../core/companies/index.js';
import { Database, type Queryable } from '../../../core/database/index.js';
import { MessageLog, type Accepted } from '../../../core/message-log/index.js';
import { invalidFields, problem, shapeProblems } from '../../../core/problems/index.js';
import { storableJson } from '../../../core/text/index.js';
import { DocumentEnvelope, openEnvelope } from '../dto/document-envelope.js';
import { deliveryOf } from './delivery.js';
import { EVENTS } from './events.js';
import { IssuingCredential } from './issuing-credential.service.js';
import { asInvalidFields, judgeInput } from './judge-input.js';
import { environmentOf } from './open-session.js';
import { Originals } from './originals.service.js';
import { storeDocument } from './store-document.js';

export interface Created {
  id: string;
  /** False: the same Idempotency-Key again. */
  isNew: boolean;
  /** Of `auto`. */
  message_id: string | null;
}

const KNOWN = 'SELECT id, input = $3::jsonb AS same FROM einvoice_document WHERE company = $1 AND idempotency_key = $2';

/** Takes an invoice in: judged and computed before anything is stored, unless it is a draft. */
@Injectable()
export class CreateDocument {
  constructor(
    private readonly db: Database,
    private readonly companies: CompaniesService,
    private readonly credentials: IssuingCredential,
    private readonly log: MessageLog,
    private readonly originals: Originals,
  ) {}

  async create(caller: Caller, body: unknown, idempotencyKey: string | null): Promise<Created> {
    const { envelope, input } = read(body);
    const company = companyOf(caller, envelope.company);
    await this.companies.get(caller, company);
    const credential = await this.credentials.of(company);
    const judged = envelope.draft ? { document: null } : judgeInput(input, credential);
    if ('problems' in judged) throw asInvalidFields(judged.problems);
    const { branch, terminal } = envelope;
    const { created, wake } = await this.db.transaction(async (tx) => {
      const id = await storeDocument(tx, { company, input, document: judged.document, credential, branch, terminal, idempotency_key: idempotencyKey, created_by: caller.name });
      if (id === undefined) return { created: await this.known(tx, company, idempotencyKey!, input), wake: () => undefined };
      if (judged.document) await this.link(tx, { id, company, environment: environmentOf(credential), document: judged.document });
      const accepted = envelope.auto && !envelope.draft ? await this.issue(tx, caller, { company, id, credential_id: credential.id }) : undefined;
      return { created: { id, isNew: true, message_id: accepted?.ids[0] ?? null }, wake: () => accepted?.wake() };
    });
    wake();
    return created;
  }

  private async link(tx: Queryable, note: Parameters<Originals['link']>[1]): Promise<void> {
    const problems = await this.originals.link(tx, note);
    if (problems.length > 0) throw asInvalidFields(problems);
  }

  private issue(tx: Queryable, caller: Caller, { company, id, credential_id }: { company: string; id: string; credential_id: number }): Promise<Accepted> {
    return this.log.acceptWithin(tx, [deliveryOf({ company, id, credential_id, event: EVENTS.issue, by: caller.name, trigger: 'api' })]);
  }

  private async known(tx: Queryable, company: string, key: string, input: unknown): Promise<Created> {
    const { id, same } = (await tx.query(KNOWN, [company, key, storableJson(input)])).rows[0] as { id: string; same: boolean };
    if (!same) throw keyReused(id);
    return { id, isNew: false, message_id: null };
  }
}

function read(body: unknown): { envelope: DocumentEnvelope; input: Record<string, unknown> } {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw invalidFields({ path: '', es: 'debe ser un objeto', en: 'must be an object' });
  const { envelope, input } = openEnvelope(body as Record<string, unknown>);
  const wrong = shapeProblems(DocumentEnvelope, envelope);
  if (wrong.length > 0) throw invalidFields(...wrong);
  return { envelope: envelope as DocumentEnvelope, input };
}

const keyReused = (document_id: string) =>
  problem(409, {
    code: 'idempotency_key_reused',
    es: `Ese Idempotency-Key ya se usó con otro contenido (documento ${document_id}). Use uno nuevo para otro documento.`,
    en: `That Idempotency-Key was used with other content already (document ${document_id}). Use a new one for another document.`,
    document_id,
  });
