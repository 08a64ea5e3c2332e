import { Injectable } from '@nestjs/common';
import { CompaniesService } from '../../../core/companies/index.js';
import { Database, type Queryable } from '../../../core/database/index.js';
import { IntegrationFailure, type Warning } from '../../../core/errors/index.js';
import type { AcceptedInvoice } from '../../../core/events/index.js';
import type { Attempt, PreviewedRequest } from '../../../core/integration/index.js';
import { haciendaSettings } from '../hacienda.settings.js';
import { fromAcceptedInvoice, readAcceptedInvoice, totalWarning } from '../mapping/accepted/index.js';
import type { DocumentProblem, PreparedDocument } from '../mapping/types.js';
import type { EinvoiceDocument } from '../entities/einvoice-document.entity.js';
import { Documents } from './documents.service.js';
import { documentIdOf, EVENTS } from './events.js';
import { environmentOf, type HaciendaCredential } from './open-session.js';
import { asFailure, judgeInput } from './judge-input.js';
import { Originals } from './originals.service.js';
import { replaceDocument, storeDocument } from './store-document.js';

/** An invoice that comes as a message, under a reference of its own: whole, or as the sale that another integration told of. */
interface Ordered {
  reference: string;
  made: { document: Record<string, unknown> } | { problems: DocumentProblem[] };
  sale?: AcceptedInvoice;
}

// `newer`: sent after the one that made the document, edited or told anew, and no mere retry of it. `changed`: and says something else.
const BY_REFERENCE = `
  SELECT d.id, d.environment, d.clave, coalesce(s.order_id < m.order_id, false) AS newer, coalesce(s.order_id < m.order_id AND s.payload - 'source' <> m.payload - 'source', false) AS changed
  FROM einvoice_document d LEFT JOIN integration_message s ON s.id = d.source_message_id LEFT JOIN integration_message m ON m.id = $3
  WHERE d.company = $1 AND d.idempotency_key = $2`;
const WITHDRAWN = `SELECT 1 FROM integration_message WHERE company = $1 AND integration = 'hacienda' AND external_reference = $2 AND event_type = '${EVENTS.withdraw}' LIMIT 1`;
// What a sale became in tests does not stand for it in production: it gives the reference back.
const GIVE_BACK = `UPDATE einvoice_document SET idempotency_key = NULL, updated_at = now() WHERE id = $1 AND environment = 'sandbox'`;

interface Known {
  id: string;
  environment: string | null;
  clave: string | null;
  newer: boolean;
  changed: boolean;
}

/** The document a message is about. One that comes whole is created at its first attempt, once per reference. */
@Injectable()
export class DocumentOfMessage {
  constructor(
    private readonly db: Database,
    private readonly documents: Documents,
    private readonly companies: CompaniesService,
    private readonly originals: Originals,
  ) {}

  async of(attempt: Attempt): Promise<EinvoiceDocument> {
    const { company } = attempt.message;
    const found = await this.documents.find(company, documentIdOf(attempt.payload) ?? (await this.ordered(attempt)));
    if (!found) throw gone();
    return found;
  }

  /** What would leave the house; a document that is not signed yet has no clave to show. */
  async preview(attempt: Attempt): Promise<{ requests: PreviewedRequest[]; warnings: Warning[]; problems: Warning[] }> {
    const { message, credential, payload } = attempt;
    const id = documentIdOf(payload);
    const found = id === undefined ? undefined : await this.documents.find(message.company, id);
    const ordered = await this.read(message.company, payload);
    if (!found && !ordered) return { requests: [], warnings: [], problems: [asProblem(gone())] };
    const judged = ordered && judge(ordered.made, credential as unknown as HaciendaCredential);
    if (judged && 'problems' in judged) return { requests: [], warnings: [], problems: judged.problems.map(({ path, message: text }) => ({ code: 'hacienda.document_invalid', message: `${path}: ${text}` })) };
    const base = credential.base_url.replace(/\/+$/, '');
    const request = message.event_type === EVENTS.check_status ? { method: 'GET', url: `${base}/recepcion/${found?.clave ?? ''}`, body: null } : { method: 'POST', url: `${base}/recepcion`, body: { clave: found?.clave ?? null } };
    const sends = message.event_type !== EVENTS.sign && message.event_type !== EVENTS.email;
    return { requests: sends ? [request] : [], warnings: found?.clave ? [] : [{ code: 'hacienda.unsigned', message: 'Clave y consecutivo se asignan al firmar.' }], problems: [] };
  }

  private async ordered({ message, payload, credential, warnings }: Attempt): Promise<string> {
    const ordered = await this.read(message.company, payload);
    if (!ordered) throw unreadable();
    const issuing = credential as unknown as HaciendaCredential;
    const environment = environmentOf(issuing);
    const [known] = await this.db.rows<Known>(BY_REFERENCE, [message.company, ordered.reference, message.id]);
    if (ordered.sale && !known?.clave && (await this.db.rows(WITHDRAWN, [message.company, ordered.reference])).length > 0) throw withdrawn(ordered.reference);
    const tried = known?.newer && known.environment === 'sandbox' && environment === 'production';
    if (known && !tried && !known.changed) return known.id;
    const judged = judge(ordered.made, issuing);
    if ('problems' in judged) throw asFailure(judged.problems);
    const { company } = message;
    const { document, input } = judged;
    if (ordered.sale) warnings.push(...totalWarning(ordered.sale, document));
    const stored = await this.db.transaction(async (tx) => {
      if (tried) await tx.query(GIVE_BACK, [known.id]);
      const id = known && !tried
        ? await this.replace(tx, known.id, message, { input, document, environment })
        : await storeDocument(tx, { company, input, document, credential: issuing, idempotency_key: ordered.reference, created_by: message.created_by, source_message_id: message.id });
      const problems = id === undefined ? [] : await this.originals.link(tx, { id, company, environment, document });
      if (problems.length > 0) throw asFailure(problems);
      return id;
    });
    return stored ?? (await this.db.rows<Known>(BY_REFERENCE, [company, ordered.reference, message.id]))[0]!.id;
  }

  /** The sale as it is told now, in the place of what was told before; too late once that has a number. */
  private async replace(tx: Queryable, id: string, { company, id: source_message_id }: Attempt['message'], given: Omit<Parameters<typeof replaceDocument>[2], 'source_message_id'>): Promise<string> {
    const found = await this.documents.lock(tx, company, id);
    if (!found) throw gone();
    if (found.clave !== null || found.state === 'canceled') throw issuedOtherwise(found);
    await replaceDocument(tx, id, { ...given, source_message_id });
    return id;
  }

  private async read(company: string, payload: unknown): Promise<Ordered | undefined> {
    const { reference, document, invoice } = (typeof payload === 'object' && payload !== null ? payload : {}) as Record<string, unknown>;
    if (typeof reference !== 'string' || reference === '') return undefined;
    if (typeof document === 'object' && document !== null) return { reference, made: { document: document as Record<string, unknown> } };
    const sale = readAcceptedInvoice(invoice);
    if (!sale) return undefined;
    const { item_cabys } = haciendaSettings((await this.companies.find(company))?.settings.hacienda);
    return { reference, sale, made: fromAcceptedInvoice(sale, { cabysOf: item_cabys }) };
  }
}

function judge(made: Ordered['made'], credential: HaciendaCredential): { input: Record<string, unknown>; document: PreparedDocument } | { problems: DocumentProblem[] } {
  if ('problems' in made) return made;
  const judged = judgeInput(made.document, credential);
  return 'problems' in judged ? judged : { input: made.document, document: judged.document };
}

const gone = (): IntegrationFailure => new IntegrationFailure('not_found', { code: 'hacienda.document_gone', message: 'El documento de este mensaje ya no existe en la empresa.' });
const unreadable = (): IntegrationFailure =>
  new IntegrationFailure('conflict', { code: 'hacienda.message_unreadable', message: 'El mensaje no nombra un documento («document_id») ni trae uno («reference» con «document» o «invoice»). Corríjalo y reenvíelo.' });
const issuedOtherwise = ({ consecutive, state }: EinvoiceDocument): IntegrationFailure =>
  new IntegrationFailure('conflict', {
    code: 'hacienda.issued_otherwise',
    message: `Con esta referencia ya hay un comprobante con otro contenido (${consecutive ?? 'sin número'}, «${state}»): no se cambia ni se emite otro. Si lo emitido está mal, corríjalo con una nota de crédito o débito.`,
  });
const withdrawn = (reference: string): IntegrationFailure =>
  new IntegrationFailure('conflict', { code: 'hacienda.sale_canceled', message: `La venta ${reference} se anuló en su origen: no se emite su comprobante.` });
const asProblem = ({ code, message }: IntegrationFailure): Warning => ({ code, message });
