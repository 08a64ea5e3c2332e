import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CompaniesService } from '../../../core/companies/index.js';
import { Database, type Queryable } from '../../../core/database/index.js';
import { IntegrationFailure } from '../../../core/errors/index.js';
import { DOCUMENT_KINDS } from '../catalogues/index.js';
import type { EinvoiceDocument } from '../entities/einvoice-document.entity.js';
import { haciendaSettings } from '../hacienda.settings.js';
import { claveOf, consecutivoOf, situationOf } from '../mapping/numbers.js';
import type { DocumentNumbers, PreparedDocument } from '../mapping/types.js';
import type { SignaturePolicy } from '../signing/index.js';
import { costaRicaDay, issuedAt } from './costa-rica.js';
import { Documents } from './documents.service.js';
import { Originals } from './originals.service.js';
import { issuerOf } from './issuing-credential.service.js';
import { environmentOf, type HaciendaCredential } from './open-session.js';
import { assertSchema } from './assert-schema.js';
import { nextNumber, numberingKey } from './sequence.js';
import { SigningThreads } from './signing-threads.service.js';

const SIGNED = `
  UPDATE einvoice_document SET state = 'signed', clave = $2, consecutive = $3, issue_date = $4, signed_xml = $5, signed_at = $6, environment = $7, credential_id = $8,
    error_category = NULL, error_code = NULL, error_message = NULL, updated_at = now()
  WHERE id = $1`;

/** Number, clave and signature in one transaction: a signature that fails burns no number, and a crash leaves none without a document. */
@Injectable()
export class SignDocument {
  constructor(
    private readonly db: Database,
    private readonly companies: CompaniesService,
    private readonly documents: Documents,
    private readonly threads: SigningThreads,
    private readonly originals: Originals,
  ) {}

  /** The signed document; the one that was signed before, if it was. */
  async sign(company: string, id: string, credential: HaciendaCredential): Promise<EinvoiceDocument> {
    const key = await this.threads.issuingKey(credential);
    const settings = haciendaSettings((await this.companies.find(company))?.settings.hacienda);
    return this.db.transaction(async (tx) => {
      const found = await this.documents.lock(tx, company, id);
      if (!found) throw gone(id);
      if (found.clave !== null) return found;
      if (!found.document || !['generated', 'error'].includes(found.state)) throw notReady(found);
      assertMadeFor(found, credential);
      await this.originals.assertReady(tx, { id, company, environment: environmentOf(credential), document: found.document });
      const now = new Date();
      const numbers = await this.number(tx, found, found.document, { credential, next: settings.next_numbers, now });
      const { root } = DOCUMENT_KINDS[found.document.document_type];
      const { xml, wrong } = await this.threads.signDocument({ document: found.document, issuer: issuerOf(credential), numbers, root }, { key, at: now, policy: policyOf(credential) });
      assertSchema(wrong, 'El XML', 'avise a soporte con el documento');
      // In the order of the statement.
      const signed = { clave: numbers.clave, consecutive: numbers.consecutive, issue_date: new Date(numbers.issuedAt), signed_xml: Buffer.from(xml), signed_at: now, environment: environmentOf(credential), credential_id: credential.id };
      await tx.query(SIGNED, [id, ...Object.values(signed)]);
      // Not read again: the document of a thousand lines is a megabyte.
      return { ...found, ...signed, state: 'signed', error_category: null, error_code: null, error_message: null };
    });
  }

  private async number(tx: Queryable, { company, branch, terminal }: EinvoiceDocument, document: PreparedDocument, of: { credential: HaciendaCredential; next: Record<string, number>; now: Date }): Promise<DocumentNumbers> {
    // Of whoever issues and signs: of a FEC that is the buyer, though the seller stands as Emisor in it. Annex 1 (notes 3 and 4.1) does not say; the customer decided it, and peers do the same.
    const { identification } = of.credential.metadata;
    const typeCode = DOCUMENT_KINDS[document.document_type].code;
    const numbering = { company, environment: environmentOf(of.credential), identification, branch, terminal, typeCode };
    const number = await nextNumber(tx, numbering, of.next[numberingKey(numbering)]);
    const consecutive = consecutivoOf({ branch, terminal, typeCode, number });
    const at = issuedAt(document.issue_date, of.now);
    return { consecutive, issuedAt: at, clave: claveOf({ date: at.slice(0, 10), identification, consecutive, situation: situationOf(document, costaRicaDay(of.now)), securityCode: newSecurityCode() }) };
  }
}

const policyOf = ({ metadata }: HaciendaCredential): SignaturePolicy => ({ identifier: metadata.policy_identifier, hash: metadata.policy_hash });

/** What was tried out in tests must not become a real invoice because the credential has changed meanwhile: a person says so, by generating it anew. */
function assertMadeFor({ environment }: EinvoiceDocument, credential: HaciendaCredential): void {
  if (environment === null || environment === environmentOf(credential)) return;
  throw new IntegrationFailure('conflict', {
    code: 'hacienda.other_environment',
    message: `Este documento se hizo para ${environment === 'production' ? 'producción' : 'pruebas'} y la credencial es ahora del otro ambiente: no se firma. Si debe emitirse, genérelo o edítelo de nuevo y fírmelo.`,
  });
}

/** Eight digits that nobody can guess: whoever knows a clave can ask for its document. */
const newSecurityCode = (): string => String(randomInt(100_000_000)).padStart(8, '0');

const gone = (id: string): IntegrationFailure =>
  new IntegrationFailure('not_found', { code: 'hacienda.document_gone', message: `El documento ${id} ya no existe en esta empresa.` });

const notReady = ({ state }: EinvoiceDocument): IntegrationFailure =>
  new IntegrationFailure('conflict', {
    code: 'hacienda.not_generated',
    message: `Un documento en estado «${state}» no se puede firmar: complételo hasta que quede «generated».`,
  });
