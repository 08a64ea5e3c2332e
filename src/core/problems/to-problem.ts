import { HttpException } from '@nestjs/common';
import { IntegrationFailure, type ErrorCategory } from '../errors/index.js';
import { bodyProblem } from './body-errors.js';
import { databaseProblem } from './database-errors.js';
import { problem, Problem } from './problem.js';
import { titleOf } from './titles.js';

/** What failed at a provider while somebody waited for the answer. Anything else is the provider's fault: 502. */
const PROVIDER_STATUS: Partial<Record<ErrorCategory, number>> = {
  validation_error: 422, conflict: 409, not_found: 404, credential_error: 422, rate_limited: 503, internal_error: 500,
};

/** Anything thrown, as a problem; undefined when it is unknown, that is, a fault of ours. */
export function toProblem(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error;
  const cause = error instanceof Error ? error.cause : undefined;
  const known = bodyProblem(error) ?? bodyProblem(cause) ?? databaseProblem(error) ?? providerProblem(error);
  if (known) return known;
  if (error instanceof HttpException) return httpProblem(error);
  return undefined;
}

function providerProblem(error: unknown): Problem | undefined {
  if (!(error instanceof IntegrationFailure)) return undefined;
  const wait = error.retryAfterMs === undefined ? {} : { headers: { 'Retry-After': String(Math.ceil(error.retryAfterMs / 1000)) } };
  return problem(PROVIDER_STATUS[error.category] ?? 502, {
    code: error.code, es: error.message, en: error.message, category: error.category, ...wait,
  });
}

/** Nest's own exceptions: their sentences are English, so in Spanish the title speaks. */
function httpProblem(error: HttpException): Problem | undefined {
  const status = error.getStatus();
  if (status >= 500 && status !== 503) return undefined;
  const title = titleOf(status);
  if (status === 404) return problem(404, { code: 'not_found', es: 'Esta dirección no existe.', en: 'This address does not exist.' });
  return problem(status, { code: CODES[status] ?? 'refused', es: `${title.es}.`, en: error.message });
}

const CODES: Record<number, string> = {
  400: 'bad_request', 401: 'unauthenticated', 403: 'forbidden', 405: 'method_not_allowed', 409: 'conflict',
  413: 'payload_too_large', 415: 'unsupported_media_type', 422: 'unprocessable', 429: 'too_many_requests', 503: 'unavailable',
};
