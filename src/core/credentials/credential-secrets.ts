import { Injectable } from '@nestjs/common';
import { credentialUnreadable } from './credential-failures.js';
import type { IntegrationCredential } from './integration-credential.entity.js';
import { Keys, UnreadableSecret } from './keys/index.js';

type Owner = Pick<IntegrationCredential, 'company' | 'integration'>;

/** Bound to company and integration, which never change, so that a renamed credential still opens. */
const contextOf = ({ company, integration }: Owner): string => JSON.stringify(['credential', company, integration]);

/** The secrets of a credential, sealed as one JSON object. */
@Injectable()
export class CredentialSecrets {
  constructor(private readonly keys: Keys) {}

  seal(owner: Owner, secrets: Record<string, unknown>): string {
    return this.keys.ring.seal(JSON.stringify(secrets), contextOf(owner));
  }

  /** Throws a `credential_unreadable` failure. */
  open(credential: IntegrationCredential): Record<string, unknown> {
    try {
      return JSON.parse(this.keys.ring.open(credential.secrets, contextOf(credential))) as Record<string, unknown>;
    } catch (error) {
      if (error instanceof UnreadableSecret) throw credentialUnreadable(credential, error);
      throw error;
    }
  }

  isCurrent(credential: Pick<IntegrationCredential, 'secrets'>): boolean {
    return this.keys.ring.isCurrent(credential.secrets);
  }
}
