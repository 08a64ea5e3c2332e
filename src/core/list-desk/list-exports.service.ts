import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { EXPORT_FORMATS, type ExportColumn, type ExportFormat, type ExportTable } from '../export/index.js';
import type { EntityList, ListRequest, Row } from '../lists/index.js';
import { invalidFields } from '../problems/index.js';
import { ranges } from './filter-ranges.js';
import { Lists } from './lists.service.js';

const PER_QUERY = 500;
const NUMBERS: ReadonlySet<string> = new Set(['integer', 'decimal']);

/** Lists as files: read page by page while they are sent, so that no list is ever held whole. */
@Injectable()
export class ListExports {
  constructor(private readonly lists: Lists) {}

  /** Throws 400 for a format, column or filter that there is not, before anything is sent. */
  table(caller: Caller, name: string, query: Record<string, unknown>): { format: ExportFormat; table: ExportTable<Row> } {
    const list = this.lists.get(name);
    const format = EXPORT_FORMATS.find((one) => one === (query.format ?? 'csv'));
    if (!format) throw invalidFields({ path: 'format', es: `es uno de: ${EXPORT_FORMATS.join(', ')}`, en: `is one of: ${EXPORT_FORMATS.join(', ')}` });
    const filters = ranges(Object.fromEntries(Object.entries(query).filter(([key]) => key.startsWith('filters.')).map(([key, value]) => [key.slice('filters.'.length), value])));
    const wrong = list.wrong(filters);
    if (wrong.length > 0) throw invalidFields(...wrong);
    const request: ListRequest = { filters, sortBy: textOf(query.sortBy), direction: query.direction === 'asc' ? 'asc' : 'desc' };
    return { format, table: { name: `${name}_${new Date().toISOString().slice(0, 10)}`, columns: columnsOf(list, query), rows: rowsOf(list, caller, request) } };
  }
}

async function* rowsOf(list: EntityList, caller: Caller, request: ListRequest): AsyncGenerator<Row> {
  let after: string | undefined;
  do {
    const page = await list.page(caller, { ...request, limit: PER_QUERY, after });
    yield* page.rows;
    after = page.next ?? undefined;
  } while (after !== undefined);
}

function columnsOf(list: EntityList, { columns, titles }: Record<string, unknown>): ExportColumn<Row>[] {
  const names = textOf(columns)?.split(',') ?? list.shape.columns;
  const headers = textOf(titles)?.split(',') ?? [];
  const unknown = names.filter((name) => !list.shape.columns.includes(name));
  if (unknown.length > 0) throw invalidFields({ path: 'columns', es: `no existen en esta lista: ${unknown.join(', ').slice(0, 200)}`, en: `are not in this list: ${unknown.join(', ').slice(0, 200)}` });
  return names.map((name, at) => ({
    header: headers[at] || name,
    kind: NUMBERS.has(list.kind(name)) ? 'number' : 'text',
    value: (row) => (row[name] instanceof Date ? row[name].toISOString() : (row[name] as string | number | null)),
  }));
}

const textOf = (given: unknown): string | undefined => (typeof given === 'string' && given !== '' ? given : undefined);
