import type { ProviderCalls } from '../../../core/http/provider-calls.js';
import { answerWithout, loginFailure } from './hacienda.errors.js';

export interface TokenEndpoint {
  token_url: string;
  client_id: string;
}

/** What the identity provider grants; seconds as it says. */
export interface Grant {
  token: string;
  seconds: number;
  refresh?: { token: string; seconds: number };
}

const TIMEOUT_MS = 15_000;
/** The Anexos' figure, for an answer that names none. */
const DEFAULT_SECONDS = 300;

/** Signs in with user and password. */
export const signIn = (calls: ProviderCalls, endpoint: TokenEndpoint, { username, password }: { username: string; password: string }): Promise<Grant> =>
  grant(calls, endpoint, { grant_type: 'password', username, password, client_secret: '', scope: '' }, []);

/** A new access token for a refresh token. Refused like a login when that has ended. */
export const refresh = (calls: ProviderCalls, endpoint: TokenEndpoint, refreshToken: string): Promise<Grant> =>
  grant(calls, endpoint, { grant_type: 'refresh_token', refresh_token: refreshToken }, [refreshToken]);

/** Ends a session: Hacienda allows a taxpayer few at a time. */
export async function signOut(calls: ProviderCalls, { token_url, client_id }: TokenEndpoint, refreshToken: string): Promise<void> {
  await calls.send(
    { method: 'POST', base: token_url.replace(/\/token\/*$/, '/logout'), path: '', form: { client_id, refresh_token: refreshToken }, secrets: [refreshToken], event: 'hacienda.logout', write: false, timeoutMs: TIMEOUT_MS, mayBeEmpty: true },
    loginFailure,
  );
}

async function grant(calls: ProviderCalls, { token_url, client_id }: TokenEndpoint, form: Record<string, string>, secrets: string[]): Promise<Grant> {
  const { json } = await calls.send(
    { method: 'POST', base: token_url, path: '', form: { client_id, ...form }, secrets, event: 'hacienda.token', write: false, timeoutMs: TIMEOUT_MS, secretAnswer: true },
    loginFailure,
  );
  const { access_token, expires_in, refresh_token, refresh_expires_in } = (json ?? {}) as Record<string, unknown>;
  if (typeof access_token !== 'string' || access_token === '') throw answerWithout('access_token');
  const renewal = typeof refresh_token === 'string' && Number(refresh_expires_in) > 0 ? { token: refresh_token, seconds: Number(refresh_expires_in) } : undefined;
  return { token: access_token, seconds: Number(expires_in) > 0 ? Number(expires_in) : DEFAULT_SECONDS, refresh: renewal };
}
