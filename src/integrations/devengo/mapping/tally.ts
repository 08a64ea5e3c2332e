import type { RecordProblem } from './record-problem.js';

export const COUNTS = ['received', 'created', 'updated', 'unchanged', 'skipped', 'failed', 'deleted', 'errors'] as const;
/** The step's own records by what became of them; `errors` counts the rows of the error list. */
export type Tally = Record<(typeof COUNTS)[number], number>;

export type RecordResult = 'created' | 'updated' | 'unchanged' | 'skipped' | 'failed' | 'deleted';

/** What became of one record. */
export interface RecordOutcome {
  external_id: string;
  result: RecordResult;
  /** `failed` has at least one; any other may have some too. */
  problems: readonly RecordProblem[];
}

export const emptyTally = (): Tally => ({ received: 0, created: 0, updated: 0, unchanged: 0, skipped: 0, failed: 0, deleted: 0, errors: 0 });

export function addTally(one: Partial<Tally>, other: Partial<Tally>): Tally {
  return Object.fromEntries(COUNTS.map((name) => [name, (one[name] ?? 0) + (other[name] ?? 0)])) as Tally;
}

/** Every record counts once; one that was deleted at the provider was not received. */
export function tallyOf(outcomes: readonly RecordOutcome[]): Tally {
  const tally = emptyTally();
  for (const { result, problems } of outcomes) {
    if (result !== 'deleted') tally.received++;
    tally[result]++;
    tally.errors += problems.length;
  }
  return tally;
}

/** Below it a few bad records say nothing of the whole. */
const FEW = 50;
const TOO_MANY = 0.2;

/** More than a fifth of the records fails: something is wrong with all of them, and going on only makes noise. */
export const isSystemic = ({ received, failed }: Tally): boolean => received >= FEW && failed / received > TOO_MANY;

/** How a step that reached its end has ended. */
export const endOf = ({ failed, errors }: Tally): 'completed' | 'completed_with_errors' => (failed > 0 || errors > 0 ? 'completed_with_errors' : 'completed');
