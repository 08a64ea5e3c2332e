import type { SandboxAnswer, SandboxProvider, SandboxRequest } from '../sandbox-provider.js';
import { authority } from './authority.js';
import { announce } from './callbacks.js';
import { senderOf } from './document-facts.js';
import { bearerOf, grantToken, logOut } from './identity.js';
import { listDocuments, readDocument, readReception } from './queries.js';
import { admitToQuota, quotaHeaders } from './quota.js';
import { receive } from './reception.js';
import { HACIENDA_REFUSALS } from './refusals.js';
import { acceptedBefore, type Seeded } from './seeded.js';
import { firstDay, type HaciendaRules, type HaciendaState, type ReceivedDocument } from './state.js';
import { stateOf } from './status-view.js';

export interface HaciendaSandboxOptions {
  rules?: Partial<HaciendaRules>;
}

const BASE_PATH = '/recepcion/v1';
const OIDC = '/auth/realms/rut-stag/protocol/openid-connect';

type Handle = (state: HaciendaState, request: SandboxRequest, owner: string) => SandboxAnswer;

/** Hacienda's identity provider and reception API (contract §7, §8), on one host: strict, with an answer that comes later. */
export function haciendaSandbox({ rules }: HaciendaSandboxOptions = {}): SandboxProvider {
  let state = firstDay(rules);
  const api = (method: string, path: string, handle: Handle) => ({ method, pattern: BASE_PATH + path, handle: (request: SandboxRequest) => handle(state, request, bearerOf(state, request)!) });
  return {
    id: 'hacienda',
    basePath: BASE_PATH,
    refusals: HACIENDA_REFUSALS,
    routes: [
      { method: 'POST', pattern: `${OIDC}/token`, handle: (request) => grantToken(state, request) },
      { method: 'POST', pattern: `${OIDC}/logout`, handle: (request) => logOut(state, request) },
      api('POST', '/recepcion', (current, request, owner) => receive(current, request, owner, `http://${request.headers.host}${BASE_PATH}`)),
      api('GET', '/recepcion/:key', readReception),
      api('GET', '/comprobantes', listDocuments),
      api('GET', '/comprobantes/:clave', readDocument),
    ],
    admit: (request) => (request.path.startsWith(BASE_PATH) ? admit(state, request) : undefined),
    headers: (request) => {
      const owner = request.path.startsWith(BASE_PATH) ? bearerOf(state, request) : undefined;
      return owner === undefined ? {} : quotaHeaders(state, owner);
    },
    reset: () => {
      // Nobody is told of documents that are no longer there.
      state.documents.clear();
      state = firstDay(rules);
    },
    seed: (body) => seed(state, body),
    state: () => ({ documents: [...state.documents.values()].map(view), logins: state.logins, refreshes: state.refreshes, logouts: state.logouts, rules: state.rules, certificate_pem: authority().pem }),
  };
}

function admit(state: HaciendaState, request: SandboxRequest): SandboxAnswer | undefined {
  const owner = bearerOf(state, request);
  if (owner === undefined) return HACIENDA_REFUSALS.unauthorized();
  return admitToQuota(state, owner) ? undefined : { ...HACIENDA_REFUSALS.rateLimited(), headers: {} };
}

const view = (document: ReceivedDocument) => ({
  key: document.key, clave: document.facts.clave, consecutive: document.facts.consecutive, root: document.facts.root, sender: senderOf(document.facts).number, receiver: document.facts.receiver?.name ?? null, total: document.facts.total,
  state: stateOf(document), rows: document.verdict.rows, sha256: document.sha256, callback_url: document.callbackUrl ?? null, callbacks: document.callbacks,
});

/**
 * `{rules?, revoke_tokens?: true, answer?: true | [keys], forget?: [keys], tamper?: {key: boolean}, verdicts?: {key: {state, rows}}, received?: [{clave, issuer}]}`:
 * `answer` answers now what is still waiting; `verdicts` change what documents already received are answered with; `received` are there and accepted, unseen.
 */
function seed(state: HaciendaState, body: unknown): unknown {
  const { rules, revoke_tokens, answer, forget = [], tamper = {}, verdicts = {}, received = [] } = (body ?? {}) as {
    rules?: Partial<HaciendaRules>; revoke_tokens?: boolean; answer?: true | string[]; forget?: string[]; tamper?: Record<string, boolean>; verdicts?: Record<string, ReceivedDocument['verdict']>; received?: Seeded[];
  };
  Object.assign(state.rules, rules ?? {});
  if (revoke_tokens) [state.accessTokens, state.refreshTokens].forEach((tokens) => tokens.clear());
  for (const [key, tampered] of Object.entries(tamper)) Object.assign(state.documents.get(key) ?? {}, { tampered });
  for (const seeded of received) state.documents.set(seeded.clave, acceptedBefore(seeded));
  forget.forEach((key) => state.documents.delete(key));
  for (const [key, verdict] of Object.entries(verdicts)) {
    const document = state.documents.get(key);
    if (document) Object.assign(document, { verdict, answerXml: undefined });
  }
  for (const document of state.documents.values()) {
    if (answer === undefined || (answer !== true && !answer.includes(document.key)) || document.answerAt <= Date.now()) continue;
    document.answerAt = Date.now();
    announce(state, document, 0);
  }
  return { rules: state.rules, documents: state.documents.size };
}
