import { Refusal, type SandboxAnswer, type SandboxRefusals } from '../sandbox-provider.js';

const says = (status: number, detail: string): SandboxAnswer => ({ status, body: { detail, status_code: status } });

export function refuse(status: number, detail: string): never {
  throw new Refusal(says(status, detail));
}

/** Heroku's own page after 30 s without an answer (contract §6). */
export const HEROKU_503: SandboxAnswer = {
  status: 503,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: '<!DOCTYPE html><html><head><title>Application Error</title></head><body>H12</body></html>',
};

export const FOURGEEKS_REFUSALS: SandboxRefusals = {
  malformedBody: () => says(400, 'JSON parse error'),
  tooLarge: () => says(413, 'Request too large'),
  notFound: () => says(404, 'Not found.'),
  methodNotAllowed: () => says(405, 'Method not allowed.'),
  unauthorized: () => ({ status: 401, body: { error: 'Invalid or Inactive Token', is_authenticated: 'False', status_code: 401 } }),
  rateLimited: () => says(429, 'Request was throttled.'),
  serverError: () => says(500, 'Server Error'),
};

export const WITHOUT_CREDENTIALS = says(401, 'Authentication credentials were not provided.');
