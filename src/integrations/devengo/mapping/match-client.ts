import { problemOf, type RecordProblem } from './record-problem.js';

/** What of a person's record finds clients: ids of the clients found each way. */
export interface ClientHits {
  external: number | null;
  email: number | null;
  /** Clients of that name, looked for only when there is no e-mail. */
  named: readonly number[];
}

export type ClientMatch = { client: number; by: 'external_id' | 'email' | 'name' } | { create: true } | { problem: RecordProblem };

/**
 * Holded's contacts by their id first, the others' people by e-mail first (contract devengo §4). When both find someone and they are
 * not the same, nobody is chosen.
 */
export function matchClient({ external, email, named }: ClientHits, first: 'external_id' | 'email', who: string): ClientMatch {
  if (external !== null && email !== null && external !== email) {
    return { problem: problemOf('conflicting_client', `${who}: su identificador es del cliente ${external} y su correo del cliente ${email}. Una los dos o corrija el correo.`, { candidates: [external, email] }) };
  }
  if (external !== null && (first === 'external_id' || email === null)) return { client: external, by: 'external_id' };
  if (email !== null) return { client: email, by: 'email' };
  if (named.length === 1) return { client: named[0]!, by: 'name' };
  if (named.length > 1) return { problem: problemOf('ambiguous_match', `${who}: sin correo, y ${named.length} clientes se llaman así.`, { candidates: [...named] }) };
  return { create: true };
}
