import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { seesAll, type Caller } from '../auth/caller.js';
import { assertSees, companyFilter } from '../auth/scoping.js';
import { ShortCache } from '../cache/index.js';
import { notFound, problem } from '../problems/index.js';
import { Company } from './company.entity.js';

export const DEFAULT_COMPANY = 'default';

export interface CompanyFields {
  code: string;
  name: string;
  country?: string;
  timezone?: string;
  currency?: string;
}

@Injectable()
export class CompaniesService {
  private readonly cache = new ShortCache<Company | null>(5_000);

  constructor(private readonly db: DataSource, private readonly audit: AuditService) {}

  /** By its code, for the house itself: unscoped, and up to five seconds old. */
  find(code: string): Promise<Company | null> {
    return this.cache.get(code, () => this.db.getRepository(Company).findOneBy({ code }));
  }

  /** After a change made elsewhere in this process. */
  forget(code: string): void {
    this.cache.delete(code);
  }

  async list(caller: Caller): Promise<Company[]> {
    const query = this.db.getRepository(Company).createQueryBuilder('company').orderBy('company.code');
    const codes = companyFilter(caller);
    if (codes) query.where('company.code = ANY(:codes)', { codes });
    return query.getMany();
  }

  /** 404 when there is none, and when it is another's. */
  async get(caller: Caller, code: string): Promise<Company> {
    assertSees(caller, code);
    const company = await this.db.getRepository(Company).findOneBy({ code });
    if (!company) throw notFound();
    return company;
  }

  /** Only an administrator of every company may add one. */
  async create(caller: Caller, fields: CompanyFields): Promise<Company> {
    if (!seesAll(caller)) throw notYours();
    await this.db.transaction(async (manager) => {
      const added = await manager.createQueryBuilder().insert().into(Company).values(fields).orIgnore().returning('code').execute();
      if ((added.raw as unknown[]).length === 0) throw taken(fields.code);
      await this.audit.record({ caller, company: fields.code, action: 'company.created', subject_type: 'company', subject_id: fields.code, after: fields }, manager);
    });
    this.cache.delete(fields.code);
    return this.get(caller, fields.code);
  }

  async update(caller: Caller, code: string, changes: Partial<Omit<CompanyFields, 'code'>>): Promise<Company> {
    assertSees(caller, code);
    await this.db.transaction(async (manager) => {
      const companies = manager.getRepository(Company);
      const company = await companies.findOne({ where: { code }, lock: { mode: 'pessimistic_write' } });
      if (!company) throw notFound();
      const before = pickFields(company);
      const saved = await companies.save(companies.merge(company, changes));
      await this.audit.record(
        { caller, company: code, action: 'company.updated', subject_type: 'company', subject_id: code, before, after: pickFields(saved) },
        manager,
      );
    });
    this.cache.delete(code);
    return this.get(caller, code);
  }

  /** The company that exists from the first start. Safe to call from several processes. */
  async ensureDefaultCompany(): Promise<void> {
    await this.db.query(`INSERT INTO company (code, name) VALUES ($1, 'Empresa principal') ON CONFLICT DO NOTHING`, [DEFAULT_COMPANY]);
    this.cache.delete(DEFAULT_COMPANY);
  }
}

const pickFields = ({ code, name, country, timezone, currency }: CompanyFields): CompanyFields => ({ code, name, country, timezone, currency });

const notYours = () =>
  problem(403, {
    code: 'not_every_company',
    es: 'Solo un administrador de todas las empresas puede crear una.',
    en: 'Only an administrator of every company may create one.',
  });

const taken = (code: string) =>
  problem(409, { code: 'company_exists', es: `Ya existe una empresa con el código «${code}».`, en: `There is a company with the code "${code}" already.` });
