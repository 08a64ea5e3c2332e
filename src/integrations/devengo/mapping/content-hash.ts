import { createHash } from 'node:crypto';

/** Part of every hash: raised when a mapping changes, so that what is stored is mapped anew. */
const MAPPING = 1;

/** Equal for equal content, whatever the order of its keys. */
export function contentHash(content: object): string {
  return createHash('sha256').update(JSON.stringify([MAPPING, sorted(content)])).digest('base64url');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, each]) => [name, sorted(each)]));
}
