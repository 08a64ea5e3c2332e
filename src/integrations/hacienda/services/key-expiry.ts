import type { Expiry, OpenCredential } from '../../../core/integration/index.js';
import { openKey } from './open-key.js';
import type { HaciendaCredential } from './open-session.js';

/** Until when a credential can sign. Throws `credential_error` for a key that does not open or is not in force. */
export function keyExpiry(credential: OpenCredential): Expiry {
  const { certificate } = openKey(credential as unknown as HaciendaCredential);
  return { owner: certificate.commonName, expires_at: certificate.notAfter };
}
