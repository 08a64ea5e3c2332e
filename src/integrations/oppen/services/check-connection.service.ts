import { Injectable } from '@nestjs/common';
import { IntegrationFailure } from '../../../core/errors/index.js';
import { DirectCalls } from '../../../core/http/index.js';
import type { ConnectionCheck, ConnectionChecker, OpenCredential } from '../../../core/integration/index.js';
import { authenticate, OppenClient } from '../client/oppen.client.js';
import { settingsOf } from './settings.js';
import type { OppenSecrets } from '../oppen.credentials.js';

/** Signs in anew (a cached token would prove nothing) and reads one invoice. */
@Injectable()
export class OppenChecker implements ConnectionChecker {
  constructor(private readonly calls: DirectCalls) {}

  async check(credential: OpenCredential): Promise<ConnectionCheck> {
    const calls = this.calls.for(credential);
    const { api_name } = settingsOf(credential);
    try {
      const { token } = await authenticate(calls, api_name, credential.secrets as unknown as OppenSecrets);
      await new OppenClient(calls, api_name, { token: async () => token, refused: async () => undefined }).probe();
      return { ok: true, message: `Conectado a Oppen (API ${api_name}): el usuario entra y puede leer facturas.` };
    } catch (error) {
      if (error instanceof IntegrationFailure) return { ok: false, message: error.message };
      throw error;
    }
  }
}
