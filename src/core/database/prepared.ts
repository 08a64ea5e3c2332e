import { createHash } from 'node:crypto';

/** A statement that each connection plans once. */
export interface PreparedStatement {
  name: string;
  text: string;
  values: unknown[];
}

const names = new Map<string, string>();

/**
 * For statements that run for every message: planning the claim takes longer than running it. `text` must be a constant,
 * because every different text stays in the memory of every connection.
 */
export function prepared(text: string, values: unknown[]): PreparedStatement {
  let name = names.get(text);
  if (!name) names.set(text, (name = createHash('sha1').update(text).digest('hex')));
  return { name, text, values };
}
