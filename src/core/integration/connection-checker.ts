import type { OpenCredential } from './open-credential.js';

export interface ConnectionCheck {
  ok: boolean;
  /** A sentence an operator understands. */
  message: string;
}

/** Makes one harmless call with a credential. Never throws for a provider's fault: it answers in a sentence. */
export interface ConnectionChecker {
  check(credential: OpenCredential): Promise<ConnectionCheck>;
}
