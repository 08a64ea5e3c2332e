/** A place between two rows of an ordered list: the value ordered by, as PostgreSQL writes it, and the row's key. */
export interface ListCursor {
  value: string | null;
  key: string;
}

export const writeCursor = ({ value, key }: ListCursor): string => Buffer.from(JSON.stringify([value, key])).toString('base64url');

/** Null for what was not made by `writeCursor`. */
export function readCursor(text: string): ListCursor | null {
  try {
    const [value, key] = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[];
    return (typeof value === 'string' || value === null) && typeof key === 'string' && !`${value}${key}`.includes('\u0000') ? { value, key } : null;
  } catch {
    return null;
  }
}
