import type { Page } from './documents.service.js';

const PAGE = 500;

/** Every row of a list, a page at a time: an export holds no more than that in memory. */
export async function* allPages<Row>(list: (page: { cursor?: string; limit: number }) => Promise<Page<Row>>): AsyncGenerator<Row> {
  for (let cursor: string | undefined; ; ) {
    const { data, next_cursor } = await list({ cursor, limit: PAGE });
    yield* data;
    if (next_cursor === null) return;
    cursor = next_cursor;
  }
}
