import type { Filters } from '../lists/index.js';

/** `received_at~~from` → `{ received_at: { from } }`, as the back-office reads addresses. Other shapes are judged by the list. */
export function ranges(given: Record<string, unknown>): Filters {
  const filters: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    const [column = '', end] = name.split('~~');
    filters[column] = end === undefined ? value : { ...(filters[column] as object | undefined), [end]: value };
  }
  return filters as Filters;
}
