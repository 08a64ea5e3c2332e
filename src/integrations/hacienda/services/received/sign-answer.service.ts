import { Injectable } from '@nestjs/common';
import { CompaniesService } from '../../../../core/companies/index.js';
import { Database } from '../../../../core/database/index.js';
import { IntegrationFailure } from '../../../../core/errors/index.js';
import type { HaciendaReceivedDocument } from '../../entities/hacienda-received-document.entity.js';
import { haciendaSettings } from '../../hacienda.settings.js';
import { inCostaRica } from '../../mapping/dates.js';
import { consecutivoOf } from '../../mapping/numbers.js';
import { assertSchema } from '../assert-schema.js';
import { environmentOf, type HaciendaCredential } from '../open-session.js';
import { nextNumber, numberingKey } from '../sequence.js';
import { SigningThreads } from '../signing-threads.service.js';
import { ReceivedDocuments } from './received-documents.service.js';

const SIGNED = `
  UPDATE hacienda_received_document SET state = 'signed', consecutive = $2, signed_xml = $3, signed_at = $4, environment = $5, error_category = NULL, error_code = NULL, error_message = NULL, updated_at = now()
  WHERE id = $1`;

/** Nota 3: our answer counts as a document of its own. */
const TYPE_CODES = { accept: '05', partial: '06', reject: '07' } as const;

/** Our answer's number and signature in one transaction, as for any document: none is burnt, none is given twice. */
@Injectable()
export class SignAnswer {
  constructor(
    private readonly db: Database,
    private readonly companies: CompaniesService,
    private readonly documents: ReceivedDocuments,
    private readonly threads: SigningThreads,
  ) {}

  /** The document with its signed answer; the one that was signed before, if it was. */
  async sign(company: string, id: string, credential: HaciendaCredential): Promise<HaciendaReceivedDocument> {
    const key = await this.threads.issuingKey(credential);
    const settings = haciendaSettings((await this.companies.find(company))?.settings.hacienda);
    return this.db.transaction(async (tx) => {
      const document = await this.documents.lock(tx, company, id);
      if (!document?.answer || !document.prepared_answer) throw gone(id);
      if (document.signed_xml !== null) return document;
      const { branch, terminal, identification, policy_identifier, policy_hash } = credential.metadata;
      const typeCode = TYPE_CODES[document.answer];
      const numbering = { company, environment: environmentOf(credential), identification, branch, terminal, typeCode };
      const consecutive = consecutivoOf({ branch, terminal, typeCode, number: await nextNumber(tx, numbering, settings.next_numbers[numberingKey(numbering)]) });
      const now = new Date();
      const answer = { ...document.prepared_answer, consecutive, issued_at: inCostaRica(now) };
      const { xml, wrong } = await this.threads.signAnswer(answer, { key, at: now, policy: { identifier: policy_identifier, hash: policy_hash } });
      assertSchema(wrong, 'La respuesta', 'avise a soporte');
      await tx.query(SIGNED, [id, consecutive, Buffer.from(xml), now, environmentOf(credential)]);
      return (await this.documents.lock(tx, company, id))!;
    });
  }
}

const gone = (id: string): IntegrationFailure => new IntegrationFailure('not_found', { code: 'hacienda.received_gone', message: `El documento recibido ${id} ya no existe en esta empresa, o no se respondió.` });
