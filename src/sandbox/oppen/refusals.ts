import { Refusal, type SandboxAnswer, type SandboxRefusals } from '../sandbox-provider.js';

// The exact JSON of an error is not public (contract §2): `message`, as most of its kind.
const says = (status: number, message: string, more: Record<string, unknown> = {}): SandboxAnswer => ({ status, body: { ok: false, message, ...more } });

export function refuse(status: number, message: string, more?: Record<string, unknown>): never {
  throw new Refusal(says(status, message, more));
}

export const OPPEN_REFUSALS: SandboxRefusals = {
  malformedBody: () => says(400, 'Invalid JSON'),
  tooLarge: () => says(413, 'Request too large'),
  notFound: () => says(404, 'Not found'),
  methodNotAllowed: () => says(405, 'Method not allowed'),
  unauthorized: () => says(401, 'Unauthorized'),
  rateLimited: () => says(429, 'Too many requests'),
  serverError: () => says(500, 'Internal error'),
};
