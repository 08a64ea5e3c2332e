import { Injectable } from '@nestjs/common';
import { ShortCache } from '../../../core/cache/index.js';
import type { OpenCredential } from '../../../core/integration/index.js';
import type { AlegraMetadata } from '../alegra.credentials.js';
import type { AlegraClient } from '../client/alegra.client.js';
import { accountOf, type Account } from '../mapping/account.js';

const TEN_MINUTES = 600_000;

/** The account's country, currency and taxes. They change rarely, so ten minutes old is fresh; a changed credential reads anew. */
@Injectable()
export class LoadCatalog {
  private readonly cache = new ShortCache<Account>(TEN_MINUTES);

  load(client: AlegraClient, { id, version, metadata }: OpenCredential): Promise<Account> {
    return this.cache.get(`${id}.${version}`, async () => {
      const company = await client.company();
      return accountOf(metadata as unknown as AlegraMetadata, company, await client.taxes());
    });
  }
}
