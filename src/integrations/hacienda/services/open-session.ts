import type { Session, SessionTokens } from '../../../core/credentials/index.js';
import { IntegrationFailure } from '../../../core/errors/index.js';
import type { ProviderCalls } from '../../../core/http/provider-calls.js';
import type { OpenCredential } from '../../../core/integration/index.js';
import { type Grant, refresh, signIn, type TokenEndpoint } from '../client/authenticate.js';
import { HaciendaClient } from '../client/hacienda.client.js';
import { ENVIRONMENTS } from '../client/hacienda.environments.js';
import type { TokenSource } from '../client/hacienda.types.js';
import type { HaciendaMetadata, HaciendaSecrets } from '../hacienda.credentials.js';

export type HaciendaCredential = OpenCredential<HaciendaSecrets, HaciendaMetadata>;

/** A client whose token is shared by every worker and renewed once for all of them. */
export function openSession(tokens: SessionTokens, calls: ProviderCalls, credential: HaciendaCredential): HaciendaClient {
  const login = (last: Session | null) => signInAgain(calls, credential, last);
  const source: TokenSource = { token: () => tokens.get(credential, login), refused: (token) => tokens.drop(credential, token) };
  return new HaciendaClient(calls, source);
}

/** Test and production are two worlds: keys, users and numbers of one mean nothing in the other. */
export const environmentOf = ({ environment, metadata }: Pick<HaciendaCredential, 'environment' | 'metadata'>): 'sandbox' | 'production' => metadata.environment ?? environment;

/** Where this credential gets its tokens. */
export function endpointOf(credential: Pick<HaciendaCredential, 'environment' | 'metadata'>): TokenEndpoint {
  const { metadata } = credential;
  const { token_url, client_id } = ENVIRONMENTS[environmentOf(credential)];
  return { token_url: metadata.token_url ?? token_url, client_id: metadata.client_id ?? client_id };
}

/** With the last session's refresh token while it lasts; else with the password. */
async function signInAgain(calls: ProviderCalls, credential: HaciendaCredential, last: Session | null): Promise<Session> {
  const endpoint = endpointOf(credential);
  const renewal = usableRenewal(last);
  if (renewal === undefined) return sessionOf(await signIn(calls, endpoint, credential.secrets));
  try {
    return sessionOf(await refresh(calls, endpoint, renewal));
  } catch (error) {
    // The session ended early, by a logout or at their side: no fault of the credential.
    if (!(error instanceof IntegrationFailure) || error.category !== 'authentication_error') throw error;
    return sessionOf(await signIn(calls, endpoint, credential.secrets));
  }
}

function usableRenewal(last: Session | null): string | undefined {
  // A token that was refused has its end at the epoch (SessionTokens.drop): its whole session is worth nothing.
  if (!last?.renewal || last.expires_at.getTime() === 0) return undefined;
  const { token, expires_at } = last.renewal as { token: string; expires_at: string };
  return new Date(expires_at).getTime() > Date.now() ? token : undefined;
}

function sessionOf({ token, seconds, refresh: renewal }: Grant): Session {
  const inSeconds = (count: number): Date => new Date(Date.now() + count * 1000);
  return { token, expires_at: inSeconds(seconds), ...(renewal ? { renewal: { token: renewal.token, expires_at: inSeconds(renewal.seconds).toISOString() } } : {}) };
}
