import type { SandboxAnswer, SandboxRequest } from '../sandbox-provider.js';
import { plain, senderOf } from './document-facts.js';
import { refuse } from './refusals.js';
import type { HaciendaState, ReceivedDocument } from './state.js';
import { statusOf } from './status-view.js';

const PAGE = 50;

/** `GET /recepcion/{clave}`, or `{clave}-{consecutivo}` of a MensajeReceptor. Others' documents are not known. */
export function readReception(state: HaciendaState, { params }: SandboxRequest, owner: string): SandboxAnswer {
  const document = state.documents.get(params.key ?? '');
  const hidden = document && state.rules.hide_until_answered && document.answerAt > Date.now();
  if (!document || hidden || !concerns(document, owner)) return refuse(404, `El comprobante [${params.key}] no ha sido recibido`);
  return { status: 200, body: statusOf(document) };
}

/** `GET /comprobantes`: newest first; 206 while there are more. */
export function listDocuments(state: HaciendaState, { query }: SandboxRequest, owner: string): SandboxAnswer {
  const [offset, limit] = [Number(query.get('offset') ?? 0), Number(query.get('limit') ?? PAGE)];
  if (!Number.isInteger(offset) || offset < 0 || !Number.isInteger(limit) || limit < 1 || limit > PAGE) refuse(400, 'Los parámetros offset y limit no son válidos');
  const is = (name: string, number: string | undefined): boolean => !query.has(name) || plain(query.get(name)!.slice(2)) === plain(number ?? '');
  const found = [...state.documents.values()]
    .filter((document) => concerns(document, owner) && is('emisor', document.facts.issuer.number) && is('receptor', document.facts.receiver?.number))
    .reverse();
  const page = found.slice(offset, offset + limit);
  const partial = offset + page.length < found.length;
  return {
    status: partial ? 206 : 200,
    headers: { 'accept-range': `comprobantes ${PAGE}`, 'content-range': `comprobantes ${offset}-${offset + Math.max(page.length - 1, 0)}/${found.length}` },
    body: page.map(summaryOf),
  };
}

/** `GET /comprobantes/{clave}`. */
export function readDocument(state: HaciendaState, { params }: SandboxRequest, owner: string): SandboxAnswer {
  const document = state.documents.get(params.clave ?? '');
  return document && concerns(document, owner) ? { status: 200, body: summaryOf(document) } : refuse(404, `El comprobante [${params.clave}] no existe`);
}

const concerns = ({ facts }: ReceivedDocument, owner: string): boolean => [senderOf(facts).number, facts.issuer.number, facts.receiver?.number ?? ''].some((number) => plain(number) === owner);

const summaryOf = ({ facts, fecha }: ReceivedDocument) => ({
  clave: facts.clave, fecha,
  emisor: { tipoIdentificacion: facts.issuer.type, numeroIdentificacion: facts.issuer.number, nombre: facts.issuer.name },
  ...(facts.receiver ? { receptor: { tipoIdentificacion: facts.receiver.type, numeroIdentificacion: facts.receiver.number, nombre: facts.receiver.name } } : {}),
});
