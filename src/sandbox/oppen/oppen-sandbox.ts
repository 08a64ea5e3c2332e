import { randomBytes } from 'node:crypto';
import type { SandboxAnswer, SandboxProvider, SandboxRequest } from '../sandbox-provider.js';
import { readInvoice } from './invoice-rules.js';
import { OPPEN_REFUSALS, refuse } from './refusals.js';
import { firstDay, type OppenInvoice, type OppenRules, type OppenState } from './state.js';

export interface OppenSandboxOptions {
  username?: string;
  password?: string;
  rules?: Partial<OppenRules>;
}

const API = '/genericapi/ApiNg';

/** Oppen's generic API as the programs that use it show it (contract §1, §2, §7): strict, its doubtful rules switchable. */
export function oppenSandbox({ username = 'sandbox-api', password = 'sandbox-clave-oppen', rules }: OppenSandboxOptions = {}): SandboxProvider {
  let state = firstDay(rules);
  return {
    id: 'oppen',
    basePath: '',
    refusals: OPPEN_REFUSALS,
    routes: [
      { method: 'POST', pattern: `${API}/authenticate`, handle: ({ body }) => authenticate(state, body, { username, password }) },
      { method: 'POST', pattern: `${API}/Invoice`, handle: (request) => { admit(state, request); return create(state, request.body); } },
      { method: 'GET', pattern: `${API}/Invoice`, handle: (request) => { admit(state, request); return list(state, request.query); } },
    ],
    reset: () => { state = firstDay(rules); },
    seed: (body) => seed(state, body),
    state: () => ({ invoices: state.invoices.map(view), logins: state.logins, rules: state.rules }),
  };
}

function authenticate(state: OppenState, body: unknown, known: { username: string; password: string }): SandboxAnswer {
  const given = (body ?? {}) as Record<string, unknown>;
  if (state.rules.refuse_logins || isBlocked(state) || given.username !== known.username || given.password !== known.password) refuse(401, 'Unauthorized');
  const token = `eyJhbGciOiJIUzI1NiJ9.${randomBytes(24).toString('base64url')}.${randomBytes(16).toString('base64url')}`;
  state.tokens.set(token, Date.now() + state.rules.token_seconds * 1000);
  state.logins++;
  return { status: 200, body: { ok: true, token, expires: state.rules.token_seconds } };
}

function admit(state: OppenState, { headers }: SandboxRequest): void {
  const token = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
  if (isBlocked(state) || !((state.tokens.get(token) ?? 0) > Date.now())) refuse(401, 'Unauthorized');
}

const isBlocked = ({ rules, invoices }: OppenState): boolean => rules.block_from !== null && invoices.length >= rules.block_from;

function create(state: OppenState, body: unknown): SandboxAnswer {
  const invoice = readInvoice(body, state);
  state.invoices.push(invoice);
  return { status: 201, body: view(invoice) };
}

/** Equality per field, `__gte`, `__lte`, `__limit__`, `__offset__`. */
function list(state: OppenState, query: URLSearchParams): SandboxAnswer {
  const filters = [...query].filter(([name]) => !/^__\w+__$/.test(name));
  const rows = state.invoices.filter(({ madeAt }) => madeAt + state.rules.lists_after_seconds * 1000 <= Date.now()).map(view).filter((row) => filters.every(([name, value]) => fits(row as Record<string, unknown>, name, value)));
  const offset = Number(query.get('__offset__') ?? 0);
  const limit = Number(query.get('__limit__') ?? 50);
  return { status: 200, body: { data: rows.slice(offset, offset + limit), has_more: rows.length > offset + limit } };
}

function fits(row: Record<string, unknown>, name: string, value: string): boolean {
  const [, field, comparison] = /^(.+?)(__gte|__lte)?$/.exec(name)!;
  const own = String(row[field!] ?? '');
  return comparison === '__gte' ? own >= value : comparison === '__lte' ? own <= value : own === value;
}

const view = ({ fields, SerNr, OfficialSerNr, CustCode, TransDate, DueDate, Status, Total }: OppenInvoice) =>
  ({ ...fields, SerNr, OfficialSerNr, CustCode, TransDate, DueDate, Status, Total: Number(Total), Saldo: Number(Total), Invalid: 0 });

/** `{rules?, labels?, revoke_tokens?: true, invoices?: [as posted]}` */
function seed(state: OppenState, body: unknown): unknown {
  const { rules, labels, revoke_tokens, invoices = [] } = (body ?? {}) as { rules?: Partial<OppenRules>; labels?: string[]; revoke_tokens?: boolean; invoices?: unknown[] };
  Object.assign(state.rules, rules ?? {});
  if (labels) state.labels = labels;
  if (revoke_tokens) state.tokens.clear();
  for (const invoice of invoices) create(state, invoice);
  return { rules: state.rules, labels: state.labels, invoices: state.invoices.length };
}
