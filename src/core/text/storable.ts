/** Text as PostgreSQL can hold it: neither NUL nor half a surrogate pair, whatever a payload or a provider put in. */
export const storableText = (text: string): string => text.replaceAll('\u0000', '\uFFFD').toWellFormed();

/** JSON text that jsonb takes: it refuses the same characters when they are escaped. */
export const storableJson = (value: unknown): string =>
  JSON.stringify(value, (_, item: unknown) => {
    if (typeof item === 'string') return storableText(item);
    return isPlain(item) ? Object.fromEntries(Object.entries(item).map(([key, inner]) => [storableText(key), inner])) : item;
  });

const isPlain = (item: unknown): item is Record<string, unknown> =>
  typeof item === 'object' && item !== null && Object.getPrototypeOf(item) === Object.prototype;
