import { Injectable } from '@nestjs/common';
import { CompaniesService } from '../../../../core/companies/index.js';
import { Env } from '../../../../core/config/index.js';
import { Database } from '../../../../core/database/index.js';
import { IntegrationFailure } from '../../../../core/errors/index.js';
import type { HaciendaReceivedDocument } from '../../entities/hacienda-received-document.entity.js';
import { haciendaSettings } from '../../hacienda.settings.js';
import { buildMensajeReceptorXml } from '../../mapping/build-xml.js';
import { inCostaRica } from '../../mapping/dates.js';
import { consecutivoOf } from '../../mapping/numbers.js';
import { validateBySchema } from '../../schemas/index.js';
import { signXml } from '../../signing/index.js';
import { openKey } from '../open-key.js';
import type { HaciendaCredential } from '../open-session.js';
import { nextNumber, numberingKey } from '../sequence.js';
import { ReceivedDocuments } from './received-documents.service.js';

const SIGNED = `
  UPDATE hacienda_received_document SET state = 'signed', consecutive = $2, signed_xml = $3, signed_at = $4, error_category = NULL, error_code = NULL, error_message = NULL, updated_at = now()
  WHERE id = $1`;

/** Nota 3 and MensajeReceptor's own codes. */
const ANSWERS = { accept: { message: 1, typeCode: '05' }, partial: { message: 2, typeCode: '06' }, reject: { message: 3, typeCode: '07' } } as const;

/** Our answer's number and signature in one transaction, as for any document: none is burnt, none is given twice. */
@Injectable()
export class SignAnswer {
  constructor(
    private readonly db: Database,
    private readonly companies: CompaniesService,
    private readonly documents: ReceivedDocuments,
    private readonly env: Env,
  ) {}

  /** The document with its signed answer; the one that was signed before, if it was. */
  async sign(company: string, id: string, credential: HaciendaCredential): Promise<HaciendaReceivedDocument> {
    const key = openKey(credential);
    const settings = haciendaSettings((await this.companies.find(company))?.settings.hacienda);
    return this.db.transaction(async (tx) => {
      const document = await this.documents.lock(tx, company, id);
      if (!document?.answer) throw gone(id);
      if (document.signed_xml !== null) return document;
      const { branch, terminal, identification, policy_identifier, policy_hash } = credential.metadata;
      const { typeCode } = ANSWERS[document.answer];
      const numbering = { company, environment: credential.environment, identification, branch, terminal, typeCode };
      const consecutive = consecutivoOf({ branch, terminal, typeCode, number: await nextNumber(tx, numbering, settings.next_numbers[numberingKey(numbering)]) });
      const now = new Date();
      const signed = Buffer.from(signXml(xmlOf(document, consecutive, inCostaRica(now)), key, now, { identifier: policy_identifier, hash: policy_hash }));
      await this.assertSchema(signed);
      await tx.query(SIGNED, [id, consecutive, signed, now]);
      return (await this.documents.lock(tx, company, id))!;
    });
  }

  private async assertSchema(signed: Buffer): Promise<void> {
    const wrong = await validateBySchema(signed, 'MensajeReceptor', this.env.HACIENDA_XSD_DIR);
    if (wrong?.length) throw new IntegrationFailure('conflict', { code: 'hacienda.schema', message: `La respuesta no cumple el esquema oficial: ${wrong.slice(0, 3).join('; ')}. No se usó ningún consecutivo; avise a soporte.` });
  }
}

const xmlOf = (document: HaciendaReceivedDocument, consecutive: string, issuedAt: string): string =>
  buildMensajeReceptorXml({
    clave: document.clave,
    issuer_identification: document.issuer_identification,
    issued_at: issuedAt,
    message: ANSWERS[document.answer!].message,
    ...(document.detail === null ? {} : { detail: document.detail }),
    total_tax: document.total_tax,
    ...(document.activity_code === null ? {} : { activity_code: document.activity_code }),
    ...(document.tax_condition === null ? {} : { tax_condition: document.tax_condition }),
    total: document.total,
    receiver_identification: document.receiver_identification!,
    consecutive,
  });

const gone = (id: string): IntegrationFailure => new IntegrationFailure('not_found', { code: 'hacienda.received_gone', message: `El documento recibido ${id} ya no existe en esta empresa, o no se respondió.` });
