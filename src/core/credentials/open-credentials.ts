import { Injectable } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { DataSource } from 'typeorm';
import { ShortCache } from '../cache/index.js';
import { IntegrationRegistry, type OpenCredential } from '../integration/index.js';
import { CredentialEvents } from './credential-channel.js';
import { credentialGone, credentialInactive, credentialMissing, type CredentialAddress } from './credential-failures.js';
import { CredentialSecrets } from './credential-secrets.js';
import { IntegrationCredential } from './integration-credential.entity.js';

/** How long a process that hears no news may still use what it knew. */
const CACHE_MS = 2_000;

/** Hands out credentials ready for use, from memory where it can. A change counts at once, in every process. */
@Injectable()
export class OpenCredentials {
  private readonly byId = new ShortCache<OpenCredential>(CACHE_MS);
  private readonly ids = new ShortCache<number>(CACHE_MS);

  constructor(
    private readonly db: DataSource,
    private readonly registry: IntegrationRegistry,
    private readonly secrets: CredentialSecrets,
    events: CredentialEvents,
  ) {
    events.on('changed', (id) => this.forget(id));
    events.on('lost', () => this.forget());
  }

  /**
   * The active credential with this id, or of this address (the name chooses among several; `default` by default).
   * Throws `credential_error` failures: `credential_missing`, `credential_inactive`, `credential_unreadable`.
   */
  async open<S = Record<string, unknown>, M = Record<string, unknown>>(which: number | CredentialAddress): Promise<OpenCredential<S, M>> {
    const id = typeof which === 'number' ? which : await this.find(which);
    return (await this.byId.get(String(id), () => this.load(id))) as OpenCredential<S, M>;
  }

  /** Another active credential of the same company and integration; one of another company is as good as gone. */
  async openBeside({ company, integration }: OpenCredential, id: number): Promise<OpenCredential> {
    const other = await this.open(id);
    if (other.company !== company || other.integration !== integration) throw credentialGone(id);
    return other;
  }

  /**
   * The credential of an address, active or not, or null: for checking who sends, never for calling. What arrives signed
   * while a credential is switched off must still be stored.
   */
  async openAny<S = Record<string, unknown>>(address: CredentialAddress): Promise<OpenCredential<S> | null> {
    const { company, integration, name = 'default' } = address;
    const found = await this.open<S>(address).catch(() => null);
    if (found) return found;
    const row = await this.db.getRepository(IntegrationCredential).findOneBy({ company, integration, name });
    return row ? (this.openRow(row) as OpenCredential<S>) : null;
  }

  /** Opens a row as it is, active or not: for checks. */
  openRow(row: IntegrationCredential): OpenCredential {
    const { id, integration, company, name, environment, base_url, version } = row;
    const { secrets, metadata } = this.registry.get(integration).credentials;
    return {
      id, integration, company, name, environment, base_url, version,
      // Through their classes, so that what was left out has the default that the class documents.
      secrets: instantiate(secrets, this.secrets.open(row)),
      metadata: instantiate(metadata, row.metadata),
    };
  }

  private async find(address: CredentialAddress): Promise<number> {
    const { company, integration, name = 'default' } = address;
    return this.ids.get(JSON.stringify([company, integration, name]), async () => {
      const row = await this.db.getRepository(IntegrationCredential).findOne({ where: { company, integration, name }, select: { id: true } });
      if (!row) throw credentialMissing(address);
      return row.id;
    });
  }

  private async load(id: number): Promise<OpenCredential> {
    const row = await this.db.getRepository(IntegrationCredential).findOneBy({ id });
    if (!row) throw credentialGone(id);
    if (!row.active) throw credentialInactive(row);
    return this.openRow(row);
  }

  private forget(id?: number): void {
    // A rename moves an address, so addresses go with every change.
    this.ids.clear();
    if (id === undefined) this.byId.clear();
    else this.byId.delete(String(id));
  }
}

const instantiate = (type: new () => object, plain: object): Record<string, unknown> =>
  ({ ...plainToInstance(type, plain, { exposeDefaultValues: true }) });
