import { uuidOf, type AcademyOptions } from '../academy/index.js';
import type { SandboxAnswer, SandboxProvider, SandboxRequest } from '../sandbox-provider.js';
import { DATA_SOURCE_ID, DATABASE_ID, oddPages, pageOf, regularPages, SECOND_SOURCE_ID, type NotionPage, type PageValues } from './pages.js';
import { answerQuery } from './query.js';
import { badVersion, missingVersion, NOTION_REFUSALS, overloaded, refuse } from './refusals.js';

export interface NotionRules {
  /** Somebody added a second source to the database: its own query fails from then on (contract §0.2). */
  two_sources: boolean;
  /** The database answers, and is empty: as when its pages are no longer shared with the integration. */
  empty: boolean;
  /** Results a query gives at most, over all its pages. */
  result_limit: number;
}

export interface NotionState {
  rules: NotionRules;
  pages: NotionPage[];
  cursors: Map<string, number>;
}

export interface NotionSandboxOptions {
  token?: string;
  rules?: Partial<NotionRules>;
  odd?: boolean;
}

const VERSIONS = new Set(['2022-06-28', '2025-09-03', '2026-03-11']);
const plainId = (id: string): string => id.replaceAll('-', '').toLowerCase();
const same = (a: string, b: string): boolean => plainId(a) === plainId(b);

/** Notion's API for one database of clients (contract §1–7), in the three versions that are in use. */
export function notionSandbox({ token = 'ntn_sandbox-token', rules, odd = true }: NotionSandboxOptions = {}, academy?: AcademyOptions): SandboxProvider {
  let made: NotionState | undefined;
  const state = (): NotionState => (made ??= { rules: { two_sources: false, empty: false, result_limit: 10_000, ...rules }, pages: [...regularPages(academy), ...(odd ? oddPages() : [])], cursors: new Map() });
  return {
    id: 'notion',
    basePath: '',
    refusals: NOTION_REFUSALS,
    admit: ({ headers }) => admit(headers, token),
    routes: [
      { method: 'GET', pattern: '/v1/users/me', handle: () => ({ status: 200, body: { object: 'user', id: uuidOf(9, 4), type: 'bot', name: 'Puente', bot: { owner: { type: 'workspace', workspace: true } } } }) },
      { method: 'GET', pattern: '/v1/databases/:id', handle: (request) => database(state(), request) },
      { method: 'POST', pattern: '/v1/databases/:id/query', handle: (request) => oldQuery(state(), request) },
      { method: 'GET', pattern: '/v1/data_sources/:id', handle: ({ params }) => (knownSource(state(), params.id!), { status: 200, body: { object: 'data_source', id: DATA_SOURCE_ID, properties: {} } }) },
      {
        method: 'POST', pattern: '/v1/data_sources/:id/query',
        handle: ({ params, body }) => {
          const source = knownSource(state(), params.id!);
          return answerQuery(same(source, DATA_SOURCE_ID) && !state().rules.empty ? state() : { ...state(), pages: [] }, body);
        },
      },
      { method: 'GET', pattern: '/v1/pages/:id', handle: ({ params }) => ({ status: 200, body: page(state(), params.id!) }) },
      { method: 'GET', pattern: '/v1/pages/:id/properties/:property', handle: ({ params }) => (page(state(), params.id!), { status: 200, body: { object: 'list', results: Array.from({ length: 30 }, (_, at) => ({ object: 'property_item', type: 'relation', relation: { id: uuidOf(8, at) } })), next_cursor: null, has_more: false } }) },
    ],
    faults: { '529': { instead: () => overloaded() } },
    reset: () => { made = undefined; },
    seed: (body) => seed(state(), body),
    state: () => ({ rules: state().rules, pages: state().pages }),
  };
}

function admit(headers: Record<string, string>, token: string): SandboxAnswer | undefined {
  if (headers.authorization !== `Bearer ${token}`) return NOTION_REFUSALS.unauthorized();
  const version = headers['notion-version'];
  if (version === undefined) return missingVersion();
  return VERSIONS.has(version) ? undefined : badVersion(version);
}

const sourcesOf = ({ rules }: NotionState) => [{ id: DATA_SOURCE_ID, name: 'Clientes' }, ...(rules.two_sources ? [{ id: SECOND_SOURCE_ID, name: 'Archivo' }] : [])];

function database(state: NotionState, { params, headers }: SandboxRequest): SandboxAnswer {
  if (!same(params.id!, DATABASE_ID)) notShared(params.id!);
  const title = [{ type: 'text', plain_text: 'Clientes' }];
  const old = headers['notion-version'] === '2022-06-28';
  return { status: 200, body: { object: 'database', id: DATABASE_ID, title, ...(old ? { properties: {} } : { data_sources: sourcesOf(state) }) } };
}

function oldQuery(state: NotionState, { params, headers, body }: SandboxRequest): SandboxAnswer {
  if (!same(params.id!, DATABASE_ID)) notShared(params.id!);
  if (headers['notion-version'] !== '2022-06-28') refuse(400, 'invalid_request_url', 'Invalid request URL.');
  if (state.rules.two_sources) refuse(400, 'validation_error', 'Databases with multiple data sources are not supported in this API version.');
  return answerQuery(state, body);
}

function knownSource(state: NotionState, id: string): string {
  return sourcesOf(state).find((source) => same(source.id, id))?.id ?? notShared(id);
}

function page({ pages }: NotionState, id: string): NotionPage {
  return pages.find((each) => same(each.id, id)) ?? notShared(id);
}

function notShared(id: string): never {
  return refuse(404, 'object_not_found', `Could not find object with ID: ${id}. Make sure the relevant pages and databases are shared with your integration.`);
}

/** `{rules?, pages?: [{id, …values or raw}], remove?: [ids]}` */
function seed(state: NotionState, body: unknown): unknown {
  const { rules, pages = [], remove = [] } = (body ?? {}) as { rules?: Partial<NotionRules>; pages?: ({ id: string } & Partial<PageValues> & { raw?: object })[]; remove?: string[] };
  Object.assign(state.rules, rules);
  for (const { id, raw, ...values } of pages) {
    const at = state.pages.findIndex((each) => each.id === id);
    state.pages[at === -1 ? state.pages.length : at] = raw ? { ...state.pages[at], ...raw, id } : pageOf(id, { name: 'Sin nombre', email: null, ...values });
  }
  state.pages = state.pages.filter(({ id }) => !remove.includes(id));
  return { rules: state.rules, pages: state.pages.length };
}
