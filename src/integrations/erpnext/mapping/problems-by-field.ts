import { say, type Locale } from '../../../core/i18n/index.js';
import type { FieldProblem } from '../../../core/problems/index.js';

export type FieldErrors = Record<string, string[] | Record<string, string[]>[]>;

/**
 * Problems as Django REST Framework answers them, which the specification promises: `{"supplier": ["…"], "items": [{}, {"qty": ["…"]}]}`;
 * what concerns no field is under `non_field_errors`.
 */
export function problemsByField(problems: readonly FieldProblem[], locale: Locale): FieldErrors {
  const lines: Record<string, string[]>[] = [];
  const fields: Record<string, string[]> = {};
  for (const problem of problems) {
    const [, index, name] = /^items\[(\d+)\](?:\.(\w+))?/.exec(problem.path) ?? [];
    const target = index === undefined ? fields : (lines[Number(index)] ??= {});
    const key = index === undefined ? problem.path || 'non_field_errors' : (name ?? 'non_field_errors');
    (target[key] ??= []).push(say(problem, locale));
  }
  return lines.length > 0 ? { ...fields, items: Array.from(lines, (line) => line ?? {}) } : fields;
}
