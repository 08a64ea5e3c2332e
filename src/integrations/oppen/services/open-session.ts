import type { SessionTokens } from '../../../core/credentials/index.js';
import type { ProviderCalls } from '../../../core/http/provider-calls.js';
import type { OpenCredential } from '../../../core/integration/index.js';
import { authenticate, OppenClient, type TokenSource } from '../client/oppen.client.js';
import type { OppenMetadata, OppenSecrets } from '../oppen.credentials.js';

export type OppenCredential = OpenCredential<OppenSecrets, OppenMetadata>;

/** A client whose token is shared by every worker and renewed once for all of them. */
export function openSession(tokens: SessionTokens, calls: ProviderCalls, credential: OppenCredential): OppenClient {
  const login = async () => {
    const { token, seconds } = await authenticate(calls, credential.metadata.api_name, credential.secrets);
    return { token, expires_at: new Date(Date.now() + seconds * 1000) };
  };
  const source: TokenSource = { token: () => tokens.get(credential, login), refused: (token) => tokens.drop(credential, token) };
  return new OppenClient(calls, credential.metadata.api_name, source);
}
