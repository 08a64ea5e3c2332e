import { say } from '../i18n/index.js';
import { toProblem } from '../problems/index.js';

/** An error in words for the terminal. What nobody foresaw keeps its stack: somebody will have to look. */
export function explain(error: unknown): string {
  const known = toProblem(error);
  if (known) return [say(known.details, 'es'), ...(known.details.errors ?? []).map((field) => `  - ${field.path}: ${say(field, 'es')}`)].join('\n');
  if (!(error instanceof Error)) return String(error);
  // Our own sentences are plain Errors or classes named for what happened; the rest are bugs.
  return ['TypeError', 'ReferenceError', 'RangeError'].includes(error.name) ? (error.stack ?? error.message) : error.message;
}
