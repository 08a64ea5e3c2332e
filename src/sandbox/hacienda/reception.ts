import { createHash } from 'node:crypto';
import type { XmlDocument } from 'libxml2-wasm';
import { readStrictly, UnreadableXml } from '../../integrations/hacienda/signing/index.js';
import type { SandboxAnswer, SandboxRequest } from '../sandbox-provider.js';
import { announce } from './callbacks.js';
import { type DocumentFacts, plain, readFacts, senderOf } from './document-facts.js';
import { refuse } from './refusals.js';
import { REQUEST_RULES, type ReceptionBody } from './request-rules.js';
import type { HaciendaState, ReceivedDocument } from './state.js';
import { judge } from './verdict.js';

type Fields = Record<string, unknown>;

/** `POST /recepcion`: what contradicts itself is refused at once, everything else is answered later. */
export function receive(state: HaciendaState, request: SandboxRequest, owner: string, baseUrl: string): SandboxAnswer {
  const body = readBody(request);
  const xml = Buffer.from(body.comprobanteXml, 'base64');
  const parsed = parse(xml);
  try {
    const facts = readFacts(parsed.root);
    const key = facts.root === 'MensajeReceptor' ? `${body.clave}-${body.consecutivoReceptor ?? ''}` : body.clave;
    if (state.documents.has(key)) refuse(400, `El comprobante [${key}] ya fue recibido anteriormente.`);
    refuseContradictions(facts, body);
    if (plain(senderOf(facts).number) !== owner) refuse(403, 'El usuario no está autorizado para enviar comprobantes de este emisor');
    keep(state, { key, body, facts, xml, root: parsed });
    return { status: 202, headers: { location: `${baseUrl}/recepcion/${key}` } };
  } finally {
    parsed.dispose();
  }
}

function keep(state: HaciendaState, { key, body, facts, xml, root }: { key: string; body: ReceptionBody; facts: DocumentFacts; xml: Buffer; root: XmlDocument }): void {
  const now = Date.now();
  const verdict = judge(state, root.root, facts, xml, now);
  const document: ReceivedDocument = {
    key, facts, verdict, fecha: body.fecha, callbackUrl: body.callbackUrl, callbacks: [],
    sha256: createHash('sha256').update(xml).digest('hex'), receivedAt: now, answerAt: now + state.rules.answer_after_ms,
  };
  state.documents.set(key, document);
  announce(state, document, state.rules.answer_after_ms);
}

function readBody({ headers, body }: SandboxRequest): ReceptionBody {
  if (!headers['content-type']?.startsWith('application/json')) refuse(415, 'El mensaje debe ser JSON');
  const fields = (typeof body === 'object' && body !== null ? body : {}) as Fields;
  const text = (name: string, pattern: RegExp): void => {
    if (typeof fields[name] !== 'string' || !pattern.test(fields[name])) refuse(400, `El campo ${name} es requerido o no tiene el formato correcto`);
  };
  text('clave', /^[a-zA-Z0-9]{50}$/);
  text('fecha', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([+-]\d\d:?\d\d|Z)$/);
  text('comprobanteXml', /^[A-Za-z0-9+/]+={0,2}$/);
  if (fields.consecutivoReceptor !== undefined) text('consecutivoReceptor', /^\d{20}$/);
  if (fields.callbackUrl !== undefined) text('callbackUrl', /^https?:\/\/\S+$/);
  party(fields.emisor, 'emisor');
  if (fields.receptor !== undefined) party(fields.receptor, 'receptor');
  const unknown = Object.keys(fields).find((name) => !KNOWN.has(name));
  if (unknown !== undefined) refuse(400, `El campo ${unknown} no es conocido`);
  return fields as unknown as ReceptionBody;
}

const KNOWN = new Set(['clave', 'fecha', 'emisor', 'receptor', 'callbackUrl', 'consecutivoReceptor', 'comprobanteXml']);

function party(value: unknown, name: string): void {
  const { tipoIdentificacion, numeroIdentificacion } = (value ?? {}) as Fields;
  if (!/^0[1-6]$/.test(String(tipoIdentificacion)) || typeof numeroIdentificacion !== 'string' || !/^[\dA-Za-z]{1,12}$/.test(numeroIdentificacion)) refuse(400, `El campo ${name} es requerido o no tiene el formato correcto`);
}

function parse(xml: Buffer): XmlDocument {
  try {
    return readStrictly(xml);
  } catch (error) {
    if (error instanceof UnreadableXml) return refuse(400, 'El comprobante no es un XML bien formado');
    throw error;
  }
}

function refuseContradictions(facts: DocumentFacts, body: ReceptionBody): void {
  const broken = REQUEST_RULES.find((rule) => rule.broken(facts, body));
  if (broken) refuse(400, broken.says);
}
