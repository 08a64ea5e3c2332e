import { Injectable } from '@nestjs/common';
import { IntegrationFailure } from '../../../core/errors/index.js';
import { DirectCalls } from '../../../core/http/index.js';
import type { ConnectionCheck, ConnectionChecker, OpenCredential } from '../../../core/integration/index.js';
import { AlegraClient } from '../client/alegra.client.js';
import type { AlegraSecrets } from '../alegra.credentials.js';

/** Reads the company of the account: harmless, and it proves address, user and token at once. */
@Injectable()
export class AlegraChecker implements ConnectionChecker {
  constructor(private readonly calls: DirectCalls) {}

  async check(credential: OpenCredential): Promise<ConnectionCheck> {
    try {
      const client = new AlegraClient(this.calls.for(credential), credential.secrets as unknown as AlegraSecrets);
      const { name, applicationVersion } = await client.company();
      return { ok: true, message: `Conectado con Alegra: empresa «${name ?? 'sin nombre'}»${applicationVersion ? `, versión ${applicationVersion}` : ''}.` };
    } catch (error) {
      if (error instanceof IntegrationFailure) return { ok: false, message: error.message };
      throw error;
    }
  }
}
