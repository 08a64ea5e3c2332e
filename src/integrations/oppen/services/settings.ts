import { OppenMetadata } from '../oppen.credentials.js';
import { sameShop } from '../mapping/shops.js';

/** What the company has set; the specification's defaults while it has no credential. An open credential's metadata is complete. */
export const settingsOf = (credential: { metadata: object } | null): OppenMetadata => (credential ? (credential.metadata as OppenMetadata) : new OppenMetadata());

/** Whether the company keeps this shop out of the synchronisation. */
export const isExcluded = (local: string, credential: { metadata: object } | null): boolean => settingsOf(credential).excluded_shops.some((shop) => sameShop(shop, local));
