import { Injectable } from '@nestjs/common';
import type { OpenCredential } from '../../../core/integration/index.js';
import type { AlegraMetadata } from '../alegra.credentials.js';
import type { AlegraClient } from '../client/alegra.client.js';
import { accountOf, type Account } from '../mapping/account.js';

const TEN_MINUTES = 600_000;

/**
 * The account's country, currency and taxes. They change rarely, so ten minutes old is fresh; a changed credential reads anew.
 * Only answers are shared, never calls under way: a call belongs to its attempt, and dies with it.
 */
@Injectable()
export class LoadCatalog {
  private readonly known = new Map<string, { account: Account; until: number }>();

  async load(client: AlegraClient, { id, version, metadata }: OpenCredential): Promise<Account> {
    const key = `${id}.${version}`;
    const cached = this.known.get(key);
    if (cached && cached.until > Date.now()) return cached.account;
    const company = await client.company();
    const account = accountOf(metadata as unknown as AlegraMetadata, company, await client.taxes());
    this.known.set(key, { account, until: Date.now() + TEN_MINUTES });
    return account;
  }
}
