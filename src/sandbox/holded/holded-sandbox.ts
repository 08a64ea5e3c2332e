import type { AcademyOptions } from '../academy/index.js';
import type { SandboxAnswer, SandboxProvider, SandboxRequest } from '../sandbox-provider.js';
import type { HoldedRow } from './documents.js';
import { HOLDED_REFUSALS, NOT_FOUND_PAGE, refuse } from './refusals.js';
import { firstDay, LISTS, type HoldedRules, type HoldedState, type ListName } from './state.js';

export interface HoldedSandboxOptions {
  apiKey?: string;
  rules?: Partial<HoldedRules>;
  /** The documents with something odd about them (contract §6). */
  odd?: boolean;
}

const BASE = '/api/invoicing/v1';
const DOCUMENT_TYPES = new Set(['invoice', 'salesreceipt', 'creditnote', 'receiptnote', 'estimate', 'salesorder', 'waybill', 'proform', 'purchase', 'purchaserefund', 'purchaseorder']);

/** Holded's invoicing API v1, as far as revenue needs it (contract §1–4): read only, bare arrays, pages of 500. */
export function holdedSandbox({ apiKey = 'sandbox-holded-key', rules, odd = true }: HoldedSandboxOptions = {}, academy?: AcademyOptions): SandboxProvider {
  // Made when first asked: most test houses never look at it.
  let made: HoldedState | undefined;
  const state = (): HoldedState => (made ??= firstDay(academy, rules, odd));
  const plain = (['saleschannels', 'services', 'contacts', 'taxes', 'payments'] as const).flatMap((name) => [
    { method: 'GET', pattern: `${BASE}/${name}`, handle: ({ query }: SandboxRequest) => page(state(), state().lists[name], query) },
    { method: 'GET', pattern: `${BASE}/${name}/:id`, handle: ({ params }: SandboxRequest) => one(state(), name, params.id!) },
  ]);
  return {
    id: 'holded',
    basePath: BASE,
    refusals: HOLDED_REFUSALS,
    admit: ({ headers }) => (headers.key === apiKey && !state().rules.refuse_keys ? limited(state()) : HOLDED_REFUSALS.unauthorized()),
    routes: [
      ...plain,
      { method: 'GET', pattern: `${BASE}/documents/:type`, handle: ({ params, query }) => page(state(), inWindow(state(), documents(state(), params.type!), query), query) },
      { method: 'GET', pattern: `${BASE}/documents/:type/:id`, handle: ({ params }) => (documents(state(), params.type!), one(state(), params.type as ListName, params.id!)) },
    ],
    faults: {
      html_200: { instead: () => NOT_FOUND_PAGE },
      status_0: { instead: ({ options }) => ({ status: 200, body: { status: 0, info: typeof options.info === 'string' ? options.info : 'Something went wrong' } }) },
    },
    reset: () => { made = undefined; },
    seed: (body) => seed(state(), body),
    state: () => ({ rules: state().rules, ...Object.fromEntries(LISTS.map((name) => [name, state().lists[name]])) }),
  };
}

function limited(state: HoldedState): SandboxAnswer | undefined {
  const second = Math.floor(Date.now() / 1000);
  state.seen = state.seen.second === second ? { second, count: state.seen.count + 1 } : { second, count: 1 };
  if (state.rules.rate_per_second === null || state.seen.count <= state.rules.rate_per_second) return undefined;
  return { ...HOLDED_REFUSALS.rateLimited(), headers: { 'retry-after': '1' } };
}

function documents({ lists }: HoldedState, type: string): HoldedRow[] {
  if (!DOCUMENT_TYPES.has(type)) refuse(400, `docType ${type} is not valid`);
  return lists[type as ListName] ?? [];
}

/** Half-open, as the ledger of the same API, unless the rules say otherwise; both ends are unix seconds. */
function inWindow({ rules }: HoldedState, rows: HoldedRow[], query: URLSearchParams): HoldedRow[] {
  const [start, end] = [stamp(query, 'starttmp') ?? 0, stamp(query, 'endtmp') ?? Infinity];
  const sort = query.get('sort');
  if (sort !== null && sort !== 'created-asc' && sort !== 'created-desc') refuse(400, `sort ${sort} is not valid`);
  const contact = query.get('contactid');
  return rows.filter(({ date, contact: of }) => (date as number) >= start && ((date as number) < end || (rules.end_included && date === end)) && (contact === null || of === contact));
}

function stamp(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  return /^\d{1,12}$/.test(text) ? Number(text) : refuse(400, `${name} must be a timestamp`);
}

function page({ rules }: HoldedState, rows: HoldedRow[], query: URLSearchParams): SandboxAnswer {
  const text = query.get('page') ?? '1';
  if (!/^[1-9]\d*$/.test(text)) refuse(400, 'page must be a positive number');
  const size = Math.min(Number(query.get('limit') ?? rules.page_size) || rules.page_size, rules.page_size);
  const from = rules.repeat_pages ? 0 : (Number(text) - 1) * size;
  return { status: 200, body: rows.slice(from, from + size) };
}

function one({ lists, rules }: HoldedState, name: ListName, id: string): SandboxAnswer {
  const row = lists[name]?.find((each) => each.id === id);
  if (row) return { status: 200, body: row };
  if (rules.missing === 'html') return NOT_FOUND_PAGE;
  return refuse(rules.missing === '404' ? 404 : 200, 'Not found');
}

/** `{rules?, <list>?: [rows, put in place by id], remove?: {<list>: [ids]}, only?: {<list>: [rows]}}` */
function seed(state: HoldedState, body: unknown): unknown {
  const { rules, remove = {}, only = {}, ...rows } = (body ?? {}) as Record<string, unknown> & { rules?: Partial<HoldedRules>; remove?: Partial<Record<ListName, string[]>>; only?: Partial<Record<ListName, HoldedRow[]>> };
  Object.assign(state.rules, rules);
  for (const name of LISTS) {
    if (only[name]) state.lists[name] = only[name];
    for (const row of (rows[name] as HoldedRow[] | undefined) ?? []) put(state.lists[name], row);
    const gone = new Set(remove[name]);
    state.lists[name] = state.lists[name].filter(({ id }) => !gone.has(id));
  }
  return { rules: state.rules, ...Object.fromEntries(LISTS.map((name) => [name, state.lists[name].length])) };
}

/** A row that is there takes the new fields and keeps the others. */
function put(rows: HoldedRow[], row: HoldedRow): void {
  const at = rows.findIndex(({ id }) => id === row.id);
  if (at === -1) rows.push(row);
  else rows[at] = { ...rows[at], ...row };
}
