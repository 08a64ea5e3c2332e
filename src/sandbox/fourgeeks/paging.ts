import type { SandboxAnswer, SandboxRequest } from '../sandbox-provider.js';
import { refuse } from './refusals.js';
import type { FourgeeksRow } from './rows.js';
import type { FourgeeksRules } from './state.js';

/**
 * A page of a list. Without `limit`, `offset` or `envelope` it is a bare array of the first 20 and only headers tell that there is
 * more (contract §0.1, §2).
 */
export function answerPage({ default_page, unlisted, silent_from, empty_lists }: FourgeeksRules, { query, path }: SandboxRequest, all: FourgeeksRow[], sortable: ReadonlySet<string>): SandboxAnswer {
  const rows = empty_lists ? [] : all.filter(({ id, user }) => ![id, (user as { id?: number } | null)?.id].some((one) => unlisted.includes(one as number)));
  const [limit, offset] = [count(query, 'limit', default_page, 1), count(query, 'offset', 0, 0)];
  const sorted = sort(rows, query.get('sort') ?? '-created_at', sortable);
  const page = silent_from !== null && offset >= silent_from ? [] : sorted.slice(offset, offset + limit);
  const at = (from: number): string | null => (from < 0 || from >= rows.length ? null : `http://sandbox${path}?limit=${limit}&offset=${from}`);
  const next = at(offset + limit);
  const headers = {
    'x-total-count': String(rows.length), 'x-per-page': String(limit), 'x-page': String(Math.floor(offset / limit) + 1), ...(next && { link: `<${next}>; rel="next"` }),
  };
  const enveloped = query.has('limit') || query.has('offset') || query.get('envelope') === 'true';
  if (!enveloped) return { status: 200, headers, body: page };
  const last = at(Math.max(Math.ceil(rows.length / limit) - 1, 0) * limit);
  return { status: 200, headers, body: { count: rows.length, first: offset === 0 ? null : at(0), next, previous: offset === 0 ? null : at(Math.max(offset - limit, 0)), last, results: page } };
}

function count(query: URLSearchParams, name: string, otherwise: number, least: number): number {
  const text = query.get(name);
  if (text === null) return otherwise;
  return /^\d+$/.test(text) && Number(text) >= least ? Number(text) : refuse(400, `invalid-${name}`);
}

function sort(rows: FourgeeksRow[], by: string, sortable: ReadonlySet<string>): FourgeeksRow[] {
  const [field, sign] = by.startsWith('-') ? [by.slice(1), -1] : [by, 1];
  if (!sortable.has(field)) refuse(400, `Cannot resolve keyword '${field}' into field`);
  const value = (row: FourgeeksRow) => row[field] as string | number;
  return [...rows].sort((a, b) => sign * (value(a) < value(b) ? -1 : value(a) > value(b) ? 1 : 0));
}
