import type { OpenCredential } from '../../../core/integration/index.js';
import { OppenMetadata } from '../oppen.credentials.js';

/** The credential's metadata over the defaults of the specification. */
export const settingsOf = ({ metadata }: Pick<OpenCredential, 'metadata'>): OppenMetadata => Object.assign(new OppenMetadata(), metadata);
