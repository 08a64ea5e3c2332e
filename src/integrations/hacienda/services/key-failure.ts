import { IntegrationFailure } from '../../../core/errors/index.js';
import { SigningProblem } from '../signing/index.js';

/** What is wrong with a key is a person's to mend; anything else stays what it is. */
export const asCredentialFailure = (error: unknown): unknown =>
  error instanceof SigningProblem ? new IntegrationFailure('credential_error', { code: `hacienda.${error.code}`, message: `${error.message}.`, cause: error }) : error;
