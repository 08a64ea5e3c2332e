import { createHash } from 'node:crypto';

/** A statement that each connection plans once. */
export interface PreparedStatement {
  name: string;
  text: string;
  values: unknown[];
  query_timeout: number;
}

/** These take milliseconds. Without an answer for so long the connection is dead, however alive it looks (reliability F7). */
const PATIENCE_MS = 15_000;

const names = new Map<string, string>();

/**
 * For statements that run for every message: planning the claim takes longer than running it. `text` must be a constant,
 * because every different text stays in the memory of every connection.
 */
export function prepared(text: string, values: unknown[]): PreparedStatement {
  let name = names.get(text);
  if (!name) names.set(text, (name = createHash('sha1').update(text).digest('hex')));
  return { name, text, values, query_timeout: PATIENCE_MS };
}
