import { randomBytes } from 'node:crypto';
import type { SandboxAnswer, SandboxRequest } from '../sandbox-provider.js';
import { refuseGrant } from './refusals.js';
import type { HaciendaState } from './state.js';

export const PASSWORD = 'sandbox-clave-hacienda';
const CLIENT_ID = 'api-stag';
/** `cpj-3-101-123456@stag.comprobanteselectronicos.go.cr`, `cpf-01-1234-5678@…`: any taxpayer has an account here. */
const USERNAME = /^cp[fj]-([\d-]{9,20})@stag\.comprobanteselectronicos\.go\.cr$/i;

/** The token endpoint: the grants `password` and `refresh_token`. */
export function grantToken(state: HaciendaState, request: SandboxRequest): SandboxAnswer {
  const form = formOf(request);
  if (form.client_id !== CLIENT_ID) refuseGrant(401, 'invalid_client', 'Invalid client or Invalid client credentials');
  if (form.grant_type === 'password') return issue(state, ownerOf(state, form), 'logins');
  if (form.grant_type === 'refresh_token') return issue(state, refreshedOwner(state, form.refresh_token), 'refreshes');
  return refuseGrant(400, 'unsupported_grant_type', 'Unsupported grant_type');
}

export function logOut(state: HaciendaState, request: SandboxRequest): SandboxAnswer {
  const { client_id, refresh_token = '' } = formOf(request);
  if (client_id !== CLIENT_ID) refuseGrant(401, 'invalid_client', 'Invalid client or Invalid client credentials');
  if (!state.refreshTokens.delete(refresh_token)) refuseGrant(400, 'invalid_grant', 'Invalid refresh token');
  state.logouts++;
  return { status: 204 };
}

/** The taxpayer that a request's bearer token belongs to. */
export function bearerOf(state: HaciendaState, { headers }: SandboxRequest): string | undefined {
  const token = state.accessTokens.get(/^bearer (.+)$/i.exec(headers.authorization ?? '')?.[1] ?? '');
  return token && token.endsAt > Date.now() ? token.owner : undefined;
}

function ownerOf({ rules }: HaciendaState, { username = '', password }: Record<string, string>): string {
  const number = USERNAME.exec(username)?.[1];
  if (number === undefined || password !== PASSWORD || rules.refuse_logins) return refuseGrant(401, 'invalid_grant', 'Invalid user credentials');
  return number.replace(/-/g, '').replace(/^0+/, '');
}

function refreshedOwner({ refreshTokens, rules }: HaciendaState, token = ''): string {
  const known = refreshTokens.get(token);
  if (!known || rules.refuse_logins) return refuseGrant(400, 'invalid_grant', 'Invalid refresh token');
  return known.endsAt > Date.now() ? known.owner : refuseGrant(400, 'invalid_grant', 'Token is not active');
}

function issue(state: HaciendaState, owner: string, counter: 'logins' | 'refreshes'): SandboxAnswer {
  const { token_seconds, refresh_seconds } = state.rules;
  const make = (): string => `eyJhbGciOiJSUzI1NiJ9.${randomBytes(48).toString('base64url')}.${randomBytes(32).toString('base64url')}`;
  const [access_token, refresh_token] = [make(), make()];
  state.accessTokens.set(access_token, { owner, endsAt: Date.now() + token_seconds * 1000 });
  state.refreshTokens.set(refresh_token, { owner, endsAt: Date.now() + refresh_seconds * 1000 });
  state[counter]++;
  return { status: 200, body: { access_token, expires_in: token_seconds, refresh_expires_in: refresh_seconds, refresh_token, token_type: 'bearer', 'not-before-policy': 0, scope: '' } };
}

function formOf({ headers, body }: SandboxRequest): Record<string, string> {
  if (!headers['content-type']?.startsWith('application/x-www-form-urlencoded')) refuseGrant(400, 'invalid_request', 'Missing form parameter: grant_type');
  return (body ?? {}) as Record<string, string>;
}
