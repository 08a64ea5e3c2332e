const LONGEST = 4_000;

/** Credentials that betray themselves by their shape, in free text where no field name tells: RFC 6750, RFC 7617, RFC 3986. */
const SHAPES: [RegExp, string][] = [
  [/\b(Bearer|Basic|Token) +[A-Za-z0-9+/._~=-]{8,}/gi, '$1 [redacted]'],
  [/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@:"\\]*:[^\s/@"\\]+@/gi, '$1[redacted]@'],
];

/** Text without what looks like a credential. */
export const scrub = (text: string): string => SHAPES.reduce((clean, [shape, instead]) => clean.replace(shape, instead), text);

export const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length} characters)` : text);

/** A copy with every long text cut, so that one huge header cannot fill a disk. For plain JSON values. */
export function cutDeep(value: unknown): unknown {
  if (typeof value === 'string') return cut(value);
  if (Array.isArray(value)) return value.map(cutDeep);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, cutDeep(item)]));
}
