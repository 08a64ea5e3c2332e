import { Injectable } from '@nestjs/common';
import { IntegrationFailure } from '../../../core/errors/index.js';
import { DirectCalls } from '../../../core/http/index.js';
import type { ConnectionCheck, ConnectionChecker, OpenCredential } from '../../../core/integration/index.js';
import type { OppenSecrets } from '../oppen.credentials.js';
import { OppenClient } from '../client/oppen.client.js';

/** One harmless call that proves address and token. */
@Injectable()
export class OppenChecker implements ConnectionChecker {
  constructor(private readonly calls: DirectCalls) {}

  async check(credential: OpenCredential): Promise<ConnectionCheck> {
    try {
      await new OppenClient(this.calls.for(credential), credential.secrets as unknown as OppenSecrets).documents('puente-check');
      return { ok: true, message: 'Conectado.' };
    } catch (error) {
      if (error instanceof IntegrationFailure) return { ok: false, message: error.message };
      throw error;
    }
  }
}
