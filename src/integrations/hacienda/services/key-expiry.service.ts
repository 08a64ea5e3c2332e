import { Injectable } from '@nestjs/common';
import type { CredentialExpiry, ExpiryReader, OpenCredential } from '../../../core/integration/index.js';
import type { HaciendaCredential } from './open-session.js';
import { SigningThreads } from './signing-threads.service.js';

/** Until when a credential can sign. Throws `credential_error` for a key that does not open or is not in force. */
@Injectable()
export class KeyExpiry implements ExpiryReader {
  constructor(private readonly threads: SigningThreads) {}

  async expiryOf(credential: OpenCredential): Promise<CredentialExpiry> {
    const { certificate } = await this.threads.issuingKey(credential as unknown as HaciendaCredential);
    return { owner: certificate.commonName, expires_at: certificate.notAfter };
  }
}
