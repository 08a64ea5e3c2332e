import { IntegrationFailure } from '../../../core/errors/index.js';
import { assertOwner, signingKeyOf, SigningProblem, type SigningKey } from '../signing/index.js';
import type { HaciendaCredential } from './open-session.js';

/** The issuer's key, in force and its own. Throws `credential_error`: a wrong PIN or an expired key is a person's to mend. */
export function openKey(credential: HaciendaCredential): SigningKey {
  try {
    const key = signingKeyOf(credential);
    assertOwner(key, credential.metadata.identification);
    return key;
  } catch (error) {
    if (error instanceof SigningProblem) throw new IntegrationFailure('credential_error', { code: `hacienda.${error.code}`, message: `${error.message}.`, cause: error });
    throw error;
  }
}
