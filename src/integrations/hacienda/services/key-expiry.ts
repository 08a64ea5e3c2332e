import type { Expiry, OpenCredential } from '../../../core/integration/index.js';
import { assertOwner, openP12 } from '../signing/index.js';
import { asCredentialFailure } from './key-failure.js';
import type { HaciendaCredential } from './open-session.js';

/**
 * Until when a credential can sign. Throws `credential_error` for a key that does not open or is not in force. Asked once per version of a
 * credential, by the clock: the one place where a key is opened beside the threads.
 */
export function keyExpiry(credential: OpenCredential): Expiry {
  const { secrets, metadata } = credential as unknown as HaciendaCredential;
  try {
    const key = openP12(Buffer.from(secrets.p12_base64, 'base64'), secrets.p12_pin);
    assertOwner(key, metadata.identification);
    return { owner: key.certificate.commonName, expires_at: key.certificate.notAfter };
  } catch (error) {
    throw asCredentialFailure(error);
  }
}
