import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { AuditService } from '../audit/audit.service.js';
import { CompaniesService } from '../companies/companies.service.js';
import { invalidFields, notFound } from '../problems/index.js';
import { ApiKey } from './api-key.entity.js';
import type { Caller } from './caller.js';
import { assertCompaniesExist, assertMayGrant, auditCompany, type Grant } from './grants.js';
import { IdentifyService } from './identify.service.js';
import { generateKey } from './key-format.js';
import { companyFilter, within } from './scoping.js';

export interface NewApiKey extends Grant {
  name: string;
  expires_at?: Date | null;
}

@Injectable()
export class ApiKeysService {
  constructor(
    private readonly db: DataSource,
    private readonly audit: AuditService,
    private readonly companies: CompaniesService,
    private readonly identify: IdentifyService,
  ) {}

  /** Newest first, revoked and expired ones too: they explain old audit rows. */
  async list(caller: Caller): Promise<ApiKey[]> {
    const query = this.db.getRepository(ApiKey).createQueryBuilder('k').orderBy('k.id', 'DESC');
    const codes = companyFilter(caller);
    if (codes) query.where('k.companies <@ :codes', { codes });
    return query.getMany();
  }

  /** The only moment the key itself is known: show it, do not keep it. */
  async create(caller: Caller, given: NewApiKey): Promise<{ key: string; row: ApiKey }> {
    assertMayGrant(caller, given);
    await assertCompaniesExist(this.companies, given.companies);
    if (given.expires_at && given.expires_at.getTime() <= Date.now()) {
      throw invalidFields({ path: 'expires_at', es: 'ya pasó', en: 'is in the past' });
    }
    const { key, prefix, hash } = generateKey();
    const row = await this.db.transaction(async (manager) => {
      const keys = manager.getRepository(ApiKey);
      const saved = await keys.save(keys.create({
        id: uuidv7(), name: given.name, role: given.role, companies: given.companies, expires_at: given.expires_at ?? null,
        prefix, key_hash: hash, created_by: caller.name, revoked_at: null, last_used_at: null,
      }));
      await this.audit.record({ caller, company: auditCompany(saved.companies), action: 'api_key.created', ...subject(saved), after: shown(saved) }, manager);
      return saved;
    });
    return { key, row };
  }

  /** Takes effect here at once, in other processes within five seconds. Revoking twice is no error. */
  async revoke(caller: Caller, id: string): Promise<ApiKey> {
    const row = await this.db.transaction(async (manager) => {
      const keys = manager.getRepository(ApiKey);
      const found = await keys.findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
      if (!found || !within(caller, found.companies)) throw notFound();
      if (found.revoked_at) return found;
      found.revoked_at = new Date();
      await this.audit.record({ caller, company: auditCompany(found.companies), action: 'api_key.revoked', ...subject(found), before: shown(found) }, manager);
      return keys.save(found);
    });
    this.identify.forget(row.key_hash);
    return row;
  }
}

const subject = (row: ApiKey) => ({ subject_type: 'api_key', subject_id: row.id });
const shown = ({ name, prefix, role, companies, expires_at }: ApiKey) => ({ name, prefix, role, companies, expires_at });
