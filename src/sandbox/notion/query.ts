import { randomUUID } from 'node:crypto';
import type { SandboxAnswer } from '../sandbox-provider.js';
import type { NotionPage } from './pages.js';
import { refuse } from './refusals.js';
import type { NotionState } from './notion-sandbox.js';

const KNOWN = new Set(['filter', 'sorts', 'start_cursor', 'page_size', 'in_trash', 'archived', 'result_type']);

/** A query of a data source: filters on times, e-mail and title, sorted by a time; never more rows in all than the cap (contract §0.3, §3). */
export function answerQuery(state: NotionState, body: unknown): SandboxAnswer {
  const { filter, sorts, start_cursor, page_size = 100, in_trash = false, ...rest } = (body ?? {}) as Record<string, unknown>;
  const unknown = Object.keys(rest).find((name) => !KNOWN.has(name));
  if (unknown) invalid(`body failed validation: body.${unknown} should be not present`);
  if (!Number.isInteger(page_size) || (page_size as number) < 1 || (page_size as number) > 100) invalid('body failed validation: body.page_size should be ≤ 100');
  const matching = state.pages.filter((page) => (page.in_trash ?? false) === in_trash && fits(page, filter));
  const all = sorted(matching, sorts);
  const capped = all.slice(0, state.rules.result_limit);
  const from = start_cursor === undefined ? 0 : positionOf(state, start_cursor);
  const results = capped.slice(from, from + (page_size as number));
  const end = from + results.length;
  const has_more = end < capped.length;
  const complete = has_more || all.length <= capped.length;
  return {
    status: 200,
    body: {
      object: 'list', results, next_cursor: has_more ? cursorOf(state, end) : null, has_more, type: 'page_or_data_source', page_or_data_source: {},
      request_status: complete ? { type: 'complete' } : { type: 'incomplete', incomplete_reason: 'query_result_limit_reached' }, request_id: randomUUID(),
    },
  };
}

function cursorOf({ cursors }: NotionState, position: number): string {
  const cursor = randomUUID();
  cursors.set(cursor, position);
  return cursor;
}

const positionOf = ({ cursors }: NotionState, cursor: unknown): number => cursors.get(String(cursor)) ?? invalid('The start_cursor provided is invalid.');

function sorted(pages: NotionPage[], sorts: unknown): NotionPage[] {
  const [by] = (sorts ?? []) as { timestamp?: string; property?: string; direction?: string }[];
  if (!by) return pages;
  const field = by.timestamp ?? invalid('Only timestamp sorts are simulated');
  if (field !== 'created_time' && field !== 'last_edited_time') invalid(`body.sorts[0].timestamp should be "created_time" or "last_edited_time"`);
  const sign = by.direction === 'descending' ? -1 : 1;
  return [...pages].sort((a, b) => sign * String(a[field] ?? '').localeCompare(String(b[field] ?? '')));
}

function fits(page: NotionPage, filter: unknown): boolean {
  if (filter === undefined || filter === null) return true;
  const { and, or, timestamp, property, ...condition } = filter as Record<string, unknown>;
  if (and || or) {
    const parts = ((and ?? or) as unknown[]).map((part) => fits(page, part));
    return and ? parts.every(Boolean) : parts.some(Boolean);
  }
  if (timestamp === 'created_time' || timestamp === 'last_edited_time') return holds(String(page[timestamp] ?? ''), condition[timestamp] as Record<string, string>);
  const own = (page.properties as Record<string, { type: string; email?: string | null }> | undefined)?.[String(property)];
  if (page.properties && !own) invalid(`Could not find property with name or id: ${String(property)}`);
  const [type] = Object.keys(condition);
  if (own && own.type !== type) invalid(`database property ${own.type} does not match filter ${String(type)}`);
  return type === 'email' && own?.email === (condition.email as { equals?: string }).equals;
}

function holds(value: string, { after, before, on_or_after, on_or_before }: Record<string, string> = {}): boolean {
  return (!after || value > after) && (!before || value < before) && (!on_or_after || value >= on_or_after) && (!on_or_before || value <= on_or_before);
}

function invalid(message: string): never {
  return refuse(400, 'validation_error', message);
}
