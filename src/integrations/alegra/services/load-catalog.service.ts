import { Injectable } from '@nestjs/common';
import { ShortCache } from '../../../core/cache/index.js';
import type { OpenCredential } from '../../../core/integration/index.js';
import type { AlegraClient } from '../client/alegra.client.js';
import type { AlegraCompany, AlegraTax } from '../client/alegra.types.js';

/** What mapping needs to know of the Alegra account. */
export interface Catalog {
  company: AlegraCompany;
  taxes: AlegraTax[];
}

const TEN_MINUTES = 600_000;

/** The account's country, currency and taxes. They change rarely, so ten minutes old is fresh; a changed credential reads anew. */
@Injectable()
export class LoadCatalog {
  private readonly cache = new ShortCache<Catalog>(TEN_MINUTES);

  load(client: AlegraClient, { id, version }: OpenCredential): Promise<Catalog> {
    return this.cache.get(`${id}.${version}`, async () => ({ company: await client.company(), taxes: await client.taxes() }));
  }
}
