import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Caller } from '../../../../core/auth/index.js';
import { CompaniesService, companyOf } from '../../../../core/companies/index.js';
import { Database } from '../../../../core/database/index.js';
import type { Warning } from '../../../../core/errors/index.js';
import { invalidFields, problem } from '../../../../core/problems/index.js';
import { storableJson } from '../../../../core/text/index.js';
import { readReceivedDocument } from '../../mapping/read-received.js';
import type { ReceivedDocument } from '../../mapping/types.js';
import { UnreadableXml, verifyXml, type SignatureVerdict } from '../../signing/index.js';
import { IssuingCredential } from '../issuing-credential.service.js';
import { environmentOf, type HaciendaCredential } from '../open-session.js';
import { TrustedRoots } from '../trusted-roots.service.js';

const STORE = `
  INSERT INTO hacienda_received_document
    (id, company, clave, root, document_consecutive, issuer_name, issuer_identification_type, issuer_identification, receiver_identification_type, receiver_identification,
     issued_at, currency, total, total_tax, xml, signature_valid, signer, warnings, callback_token, created_by)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
  ON CONFLICT (company, clave) DO NOTHING RETURNING id`;
const KNOWN = 'SELECT id, xml = $3 AS same FROM hacienda_received_document WHERE company = $1 AND clave = $2';

/** Takes in a document that a supplier sent: its exact bytes, whether its signature holds, and what contradicts itself in it. */
@Injectable()
export class TakeIn {
  constructor(
    private readonly db: Database,
    private readonly companies: CompaniesService,
    private readonly roots: TrustedRoots,
    private readonly credentials: IssuingCredential,
  ) {}

  /** `isNew` false: the same document again. */
  async take(caller: Caller, given: { company?: string; xml_base64: string }): Promise<{ id: string; isNew: boolean }> {
    const company = companyOf(caller, given.company);
    await this.companies.get(caller, company);
    const xml = Buffer.from(given.xml_base64, 'base64');
    const document = read(xml);
    const signature = verifyXml(xml, await this.roots.all());
    const credential = await this.credentials.ifAny(company);
    const id = uuidv7();
    const stored = await this.db.rows(STORE, [
      id, company, document.clave, document.root, document.consecutive, document.issuer.name, document.issuer.identification_type, document.issuer.identification,
      document.receiver?.identification_type ?? null, document.receiver?.identification ?? null, document.issued_at, document.currency, document.total, document.total_tax, xml,
      signature.ok, signature.signer ? storableJson(signature.signer) : null, storableJson([...warningsOf(document, signature), ...strangeness(document, signature, credential)]), randomBytes(32).toString('base64url'), caller.name,
    ]);
    if (stored.length > 0) return { id, isNew: true };
    const known = (await this.db.rows<{ id: string; same: boolean }>(KNOWN, [company, document.clave, xml]))[0]!;
    if (!known.same) throw claveTaken(known.id);
    return { id: known.id, isNew: false };
  }
}

function read(xml: Buffer): ReceivedDocument {
  try {
    return readReceivedDocument(xml);
  } catch (error) {
    if (error instanceof UnreadableXml) throw invalidFields({ path: 'xml_base64', es: error.message, en: error.message });
    throw error;
  }
}

function warningsOf({ warnings, root, issuer, receiver }: ReceivedDocument, { problems, warnings: remarks, signer }: SignatureVerdict): Warning[] {
  const of = (code: string) => (message: string): Warning => ({ code, message });
  const found = [...warnings.map(of('hacienda.contradiction')), ...problems.map(of('hacienda.signature_broken')), ...remarks.map(of('hacienda.signature'))];
  const sender = root === 'FacturaElectronicaCompra' ? receiver?.identification : issuer.identification;
  if (signer?.identification && sender && !isSame(signer.identification, sender)) {
    found.push(of('hacienda.signed_by_another')(`La firma es de ${signer.commonName} (${signer.identification}), no del emisor (${sender}).`));
  }
  return found;
}

/** How authorities name themselves that give keys for tests only. */
const TEST_KEY = /SANDBOX|PRUEBA/i;

/** What cannot be answered by this company, said at once and not only when somebody tries. */
function* strangeness({ receiver }: ReceivedDocument, { signer }: SignatureVerdict, credential: HaciendaCredential | undefined): Generator<Warning> {
  if (!credential) return;
  const us = credential.metadata.identification;
  if (!receiver?.identification || !isSame(receiver.identification, us)) {
    const addressee = receiver?.identification ? `Está dirigido a ${receiver.name} (${receiver.identification})` : 'No dice a quién está dirigido';
    yield { code: 'hacienda.not_addressed_to_us', message: `${addressee}, no a esta empresa (${us}): no se puede responder.` };
  }
  if (environmentOf(credential) === 'production' && signer && TEST_KEY.test(signer.issuer)) {
    yield { code: 'hacienda.test_document', message: `Está firmado con una llave de pruebas (${signer.issuer}): no tiene validez tributaria.` };
  }
}

const isSame = (one: string, other: string): boolean => one.replace(/^0+/, '') === other.replace(/^0+/, '');

const claveTaken = (id: string) =>
  problem(409, {
    code: 'clave_taken',
    es: `Ya se recibió otro documento con esa clave y otro contenido (${id}). Uno de los dos no es el original: pídalo de nuevo al proveedor.`,
    en: `Another document with that clave and other content was received already (${id}). One of the two is not the original: ask the supplier for it again.`,
    received_id: id,
  });
