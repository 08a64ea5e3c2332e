import { Injectable } from '@nestjs/common';
import { DataSource, In, MoreThan, QueryFailedError, type EntityManager } from 'typeorm';
import { AuditService } from '../audit/index.js';
import { assertSees, companyFilter, type Caller } from '../auth/index.js';
import { Company } from '../companies/company.entity.js';
import { Env } from '../config/index.js';
import { IntegrationFailure } from '../errors/index.js';
import { IntegrationRegistry } from '../integration/index.js';
import { invalidFields, notFound, problem, shapeProblems, type FieldProblem } from '../problems/index.js';
import { baseUrlProblems } from './base-url.js';
import { CredentialChannel } from './credential-channel.js';
import { changedFields, contentProblems, mergeFields, type Fields } from './credential-fields.js';
import { CredentialSecrets } from './credential-secrets.js';
import { CredentialState } from './credential-state.entity.js';
import { CredentialStateService } from './credential-state.service.js';
import { CreateCredential, UpdateCredential, type CredentialQuery } from './dto/credential.dto.js';
import type { CredentialPage, CredentialView } from './dto/credential-view.dto.js';
import { viewCredential } from './credential-view.js';
import { IntegrationCredential } from './integration-credential.entity.js';

/** Credentials as people manage them. Bodies are judged whole, so that one answer names everything to mend. */
@Injectable()
export class CredentialsService {
  constructor(
    private readonly db: DataSource,
    private readonly env: Env,
    private readonly registry: IntegrationRegistry,
    private readonly secrets: CredentialSecrets,
    private readonly states: CredentialStateService,
    private readonly channel: CredentialChannel,
    private readonly audit: AuditService,
  ) {}

  async list(caller: Caller, query: CredentialQuery): Promise<CredentialPage> {
    if (query.company !== undefined) assertSees(caller, query.company);
    const companies = query.company !== undefined ? [query.company] : companyFilter(caller);
    const rows = await this.db.getRepository(IntegrationCredential).find({
      where: {
        ...(companies && { company: In(companies) }),
        ...(query.integration !== undefined && { integration: query.integration }),
        ...(query.cursor !== undefined && { id: MoreThan(query.cursor) }),
      },
      order: { id: 'ASC' },
      take: query.limit + 1,
    });
    const page = rows.slice(0, query.limit);
    const states = await this.db.getRepository(CredentialState).findBy({ credential_id: In(page.map((row) => row.id)) });
    const stateOf = new Map(states.map((state) => [state.credential_id, state]));
    return {
      data: page.map((row) => this.view(row, stateOf.get(row.id) ?? null)),
      next_cursor: rows.length > query.limit ? String(page.at(-1)!.id) : null,
    };
  }

  async get(caller: Caller, id: number): Promise<CredentialView> {
    return this.view(await this.row(caller, id), await this.states.read(id));
  }

  /** The stored row, if the caller may see it. Throws 404 otherwise. */
  async row(caller: Caller, id: number, manager: EntityManager = this.db.manager, forUpdate = false): Promise<IntegrationCredential> {
    const row = await manager.getRepository(IntegrationCredential).findOne({
      where: { id },
      ...(forUpdate && { lock: { mode: 'pessimistic_write' as const } }),
    });
    if (!row) throw notFound();
    assertSees(caller, row.company);
    return row;
  }

  async create(caller: Caller, body: unknown): Promise<CredentialView> {
    const problems = shapeProblems(CreateCredential, body);
    const given = (typeof body === 'object' && body !== null ? body : {}) as Partial<CreateCredential>;
    const definition = this.registry.find(String(given.integration));
    if (!definition) problems.push(unknownOf('integration', this.registry.all.map((one) => one.id)));
    if (typeof given.company === 'string') {
      assertSees(caller, given.company);
      if (!(await this.db.getRepository(Company).existsBy({ code: given.company }))) problems.push(unknownOf('company'));
    }
    const secrets = mergeFields({}, asFields(given.secrets));
    const metadata = mergeFields({}, asFields(given.metadata));
    const baseUrl = given.base_url ?? definition?.baseUrls[given.environment === 'sandbox' ? 'sandbox' : 'production'] ?? '';
    if (definition) problems.push(...contentProblems(definition, { secrets, metadata }), ...this.urlProblems(baseUrl));
    if (problems.length > 0) throw invalidFields(...problems);

    const { integration, company, name = 'default', environment, active = true } = given as CreateCredential;
    const row = { integration, company, name, environment, base_url: baseUrl, metadata, active };
    const id = await this.store(row, async (manager) => {
      const { identifiers } = await manager.getRepository(IntegrationCredential).insert({
        ...row, metadata: metadata as object, secrets: this.secrets.seal(row, secrets), secret_names: Object.keys(secrets).sort(),
      });
      const made = (identifiers[0] as { id: number }).id;
      const after = { ...row, changed: changedFields('secrets', {}, secrets) };
      await this.audit.record({ caller, company, action: 'credential.created', subject_type: 'credential', subject_id: String(made), after }, manager);
      return { id: made, resumed: active };
    });
    return this.get(caller, id);
  }

  /** Merges by key. A change lifts the pause: whoever mends a credential wants its messages to go on. */
  async update(caller: Caller, id: number, body: unknown): Promise<CredentialView> {
    const problems = shapeProblems(UpdateCredential, body);
    const given = (typeof body === 'object' && body !== null ? body : {}) as UpdateCredential;
    await this.store({ name: given.name }, async (manager) => {
      const row = await this.row(caller, id, manager, true);
      const definition = this.registry.find(row.integration);
      if (!definition) problems.push(unknownOf('integration'));
      const known = this.knownSecrets(row);
      const secrets = mergeFields(known, asFields(given.secrets));
      const metadata = mergeFields(row.metadata, asFields(given.metadata));
      if (definition) problems.push(...contentProblems(definition, { secrets, metadata }));
      if (given.base_url !== undefined) problems.push(...this.urlProblems(given.base_url));
      if (problems.length > 0) throw invalidFields(...problems);

      const plain = {
        name: given.name ?? row.name, environment: given.environment ?? row.environment,
        base_url: given.base_url ?? row.base_url, active: given.active ?? row.active,
      };
      await manager.getRepository(IntegrationCredential).update({ id }, {
        ...plain, metadata: metadata as object, secrets: this.secrets.seal(row, secrets), secret_names: Object.keys(secrets).sort(),
        version: row.version + 1, last_check_at: null, last_check_ok: null, last_check_message: null,
      });
      await manager.query(`UPDATE credential_state SET breaker = 'closed', breaker_until = NULL WHERE credential_id = $1`, [id]);
      const resumed = (await this.states.liftPause(id, manager)) !== undefined;
      const before = { name: row.name, environment: row.environment, base_url: row.base_url, active: row.active, metadata: row.metadata };
      const after = { ...plain, metadata, changed: changedFields('secrets', known, secrets), pause_lifted: resumed };
      await this.audit.record(
        { caller, company: row.company, action: 'credential.updated', subject_type: 'credential', subject_id: String(id), before, after },
        manager,
      );
      // Whatever waits for a good credential may go on, paused or not.
      return { id, resumed: plain.active };
    });
    return this.get(caller, id);
  }

  private async store(row: { name?: string }, write: (manager: EntityManager) => Promise<{ id: number; resumed: boolean }>): Promise<number> {
    try {
      return await this.channel.change(async (manager) => {
        const { id, resumed } = await write(manager);
        return { id, news: resumed ? ['changed', 'resumed'] : ['changed'], value: id };
      });
    } catch (error) {
      if (!(error instanceof QueryFailedError) || (error.driverError as { code?: string }).code !== '23505') throw error;
      const name = row.name ?? 'default';
      throw problem(409, {
        code: 'credential_exists',
        es: `Esa empresa ya tiene una credencial «${name}» de esa integración: cámbiela, o elija otro nombre.`,
        en: `That company already has a credential "${name}" of that integration: change it, or choose another name.`,
      });
    }
  }

  /** Secrets that cannot be read any more count as absent, so that writing them again mends the credential. */
  private knownSecrets(row: IntegrationCredential): Fields {
    try {
      return this.secrets.open(row);
    } catch (error) {
      if (error instanceof IntegrationFailure) return {};
      throw error;
    }
  }

  private urlProblems(text: unknown): FieldProblem[] {
    return typeof text === 'string' ? baseUrlProblems(text, { http: this.env.ALLOW_PRIVATE_HOSTS }) : [];
  }

  private view(row: IntegrationCredential, state: CredentialState | null): CredentialView {
    return viewCredential(row, state, this.registry.find(row.integration));
  }
}

const asFields = (value: unknown): Fields => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {});

const unknownOf = (path: string, known: string[] = []): FieldProblem => ({
  path,
  es: `no existe${known.length ? `; hay: ${known.join(', ')}` : ''}`,
  en: `does not exist${known.length ? `; there are: ${known.join(', ')}` : ''}`,
});
