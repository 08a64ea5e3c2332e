import { Refusal, type SandboxAnswer, type SandboxRefusals } from '../sandbox-provider.js';

/** Hacienda says in a header why; the body is empty (contract §7). Accents in a header go as UTF-8 bytes. */
const caused = (status: number, words: string): SandboxAnswer => ({ status, headers: { 'x-error-cause': Buffer.from(words).toString('latin1') } });

export function refuse(status: number, words: string): never {
  throw new Refusal(caused(status, words));
}

/** The identity provider is a Keycloak, with its JSON. */
export function refuseGrant(status: number, error: string, description: string): never {
  throw new Refusal({ status, body: { error, error_description: description } });
}

export const HACIENDA_REFUSALS: SandboxRefusals = {
  malformedBody: () => caused(400, 'El mensaje no es un JSON válido'),
  tooLarge: () => caused(413, 'El mensaje es demasiado grande'),
  notFound: () => ({ status: 404, body: { message: 'no Route matched with those values' } }),
  methodNotAllowed: () => ({ status: 405 }),
  unauthorized: () => ({ status: 401, headers: { 'www-authenticate': 'Bearer error="invalid_token"' } }),
  rateLimited: () => ({ status: 429, headers: { 'retry-after': '1' }, body: { message: 'API rate limit exceeded' } }),
  serverError: () => ({ status: 500, body: { message: 'An unexpected error occurred' } }),
};
