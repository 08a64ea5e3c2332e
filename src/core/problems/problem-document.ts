import { say, type Locale } from '../i18n/index.js';
import type { Problem } from './problem.js';
import { titleOf } from './titles.js';

/** RFC 9457 (https://www.rfc-editor.org/rfc/rfc9457), with `code` and `errors` as our extensions. */
export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  code: string;
  errors?: { path: string; message: string }[];
  [extra: string]: unknown;
}

/** `instance` is the path only: a query may carry what must not be repeated. */
export function problemDocument(problem: Problem, locale: Locale, instance: string): ProblemDocument {
  const { code, es, en, errors, headers: _headers, ...extra } = problem.details;
  const status = problem.getStatus();
  return {
    ...extra,
    type: `urn:puente:problem:${code}`,
    title: say(titleOf(status), locale),
    status,
    detail: say({ es, en }, locale),
    instance,
    code,
    ...(errors && { errors: errors.map((error) => ({ path: error.path, message: say(error, locale) })) }),
  };
}
