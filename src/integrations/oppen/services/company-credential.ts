import type { OpenCredentials } from '../../../core/credentials/index.js';
import { IntegrationFailure } from '../../../core/errors/index.js';
import type { OpenCredential } from '../../../core/integration/index.js';

/** The company's Oppen credential; null when it has no active one. */
export const companyCredential = (credentials: OpenCredentials, company: string): Promise<OpenCredential | null> =>
  credentials.open({ company, integration: 'oppen' }).catch((error: unknown) => {
    if (error instanceof IntegrationFailure) return null;
    throw error;
  });
