import { Filter, flat, type ActionContext, type ActionRequest, type ActionResponse } from 'adminjs';
import { Problem, type ProblemDetails } from '../../core/problems/index.js';
import { say, type Text } from '../../core/i18n/index.js';
import type { EntityResource } from '../adapter/entity-resource.js';
import { callerOf, type PuenteAdmin } from '../current-admin.js';
import type { Filters } from '../../core/lists/index.js';

interface ListQuery {
  sortBy?: string;
  direction?: 'asc' | 'desc';
  perPage?: string;
  after?: string;
  before?: string;
  filters?: Record<string, unknown>;
}

const PER_PAGE = 25;

/** A list, page by page. What is wrong with a filter is told beside an empty list: the page stays, so that it can be mended. */
export async function listRecords({ query }: ActionRequest, _response: unknown, context: ActionContext): Promise<ActionResponse> {
  const resource = context.resource as EntityResource;
  const { filters: given = {}, perPage, ...request } = flat.unflatten(query ?? {}) as ListQuery;
  const standard = resource.decorate().options.sort;
  const sort = request.sortBy ? { sortBy: request.sortBy, direction: request.direction } : { sortBy: standard?.sortBy, direction: standard?.direction };
  const filters = Filter.normalizeKeys(given) as unknown as Filters;
  const limit = Number(perPage) || PER_PAGE;
  const meta = { total: 0, perPage: limit, page: 1, direction: sort.direction ?? 'desc', sortBy: sort.sortBy ?? '' };
  try {
    const caller = callerOf(context.currentAdmin);
    const [{ records, next, previous }, total] = await Promise.all([
      resource.page({ ...sort, filters, limit, after: request.after, before: request.before }, context),
      request.after || request.before ? null : resource.rows.count(caller, filters),
    ]);
    context.records = records;
    return { meta: { ...meta, total: total ?? 0, counted: total !== null, next, previous }, records: records.map((record) => record.toJSON(context.currentAdmin)) };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { meta: { ...meta, counted: true, next: null, previous: null }, records: [], problem: inWords(error.details, context.currentAdmin as PuenteAdmin) };
  }
}

/** `fields`: by the filter's name, which the page puts in the reader's words. */
function inWords(details: ProblemDetails, { locale }: PuenteAdmin): { message: string; fields: { path: string; message: string }[] } {
  const text = (given: Text) => say(given, locale);
  return { message: text(details), fields: (details.errors ?? []).map((field) => ({ path: field.path, message: text(field) })) };
}
