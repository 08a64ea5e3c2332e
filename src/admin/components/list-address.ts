/** The address of a list: its filters and order are in it, so that it can be sent to somebody. Pure. */

const PLACES = ['after', 'before', 'page', 'refresh', 'recordIds'];

/** The address without where in the list one is: another filter or order starts at the beginning. */
export function withoutPlace(search: string): URLSearchParams {
  const query = new URLSearchParams(search);
  for (const name of PLACES) query.delete(name);
  return query;
}

/** What the list is narrowed by: `received_at~~from` → its value. */
export const filtersOf = (search: string): Record<string, string> =>
  Object.fromEntries([...new URLSearchParams(search)].filter(([name, value]) => name.startsWith('filters.') && value !== '').map(([name, value]) => [name.slice('filters.'.length), value]));

export function withoutFilter(search: string, name: string): string {
  const query = withoutPlace(search);
  query.delete(`filters.${name}`);
  return query.toString();
}

export function withoutFilters(search: string): string {
  const query = withoutPlace(search);
  for (const name of [...query.keys()].filter((key) => key.startsWith('filters.'))) query.delete(name);
  return query.toString();
}

export function turned(search: string, side: 'after' | 'before', place: string): string {
  const query = withoutPlace(search);
  query.set(side, place);
  return query.toString();
}

/** By another column its first order; by the same one the other way round. */
export function sorted(search: string, column: string, now: { sortBy?: string; direction?: 'asc' | 'desc' }): string {
  const query = withoutPlace(search);
  query.set('sortBy', column);
  query.set('direction', now.sortBy === column && now.direction === 'asc' ? 'desc' : 'asc');
  return query.toString();
}

/** Where a list is taken away as a file, with what it shows. */
export function exportPath(list: string, format: 'csv' | 'xlsx', search: string, columns: readonly { name: string; title: string }[]): string {
  const query = withoutPlace(search);
  query.set('format', format);
  query.set('columns', columns.map(({ name }) => name).join(','));
  query.set('titles', columns.map(({ title }) => title.replaceAll(',', ' ')).join(','));
  return `/api/lists/${list}/export?${query}`;
}
