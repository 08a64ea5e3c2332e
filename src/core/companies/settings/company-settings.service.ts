import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditService } from '../../audit/audit.service.js';
import type { Caller } from '../../auth/caller.js';
import { assertSees } from '../../auth/scoping.js';
import { CompanySettings, IntegrationRegistry, retryFields, type SettingField } from '../../integration/index.js';
import { invalidFields, notFound, shapeProblems } from '../../problems/index.js';
import { CompaniesService } from '../companies.service.js';
import { Company } from '../company.entity.js';

type Fields = Record<string, unknown>;

export interface CompanySettingsView {
  company: string;
  integration: string;
  /** What counts now: what the company set, and the default for the rest. */
  settings: Fields;
  /** Names of what the company set itself. */
  set: string[];
  fields: SettingField[];
}

/** What a company has set for an integration, in `company.settings.<integration>`. */
@Injectable()
export class CompanySettingsService {
  constructor(
    private readonly db: DataSource,
    private readonly registry: IntegrationRegistry,
    private readonly companies: CompaniesService,
    private readonly audit: AuditService,
  ) {}

  async get(caller: Caller, code: string, integration: string): Promise<CompanySettingsView> {
    const { settings } = await this.companies.get(caller, code);
    return this.view(code, integration, asFields(settings[integration]));
  }

  /** Changes what is given; null goes back to the default. Counts here at once, in other processes within five seconds. */
  async update(caller: Caller, code: string, integration: string, changes: unknown): Promise<CompanySettingsView> {
    assertSees(caller, code);
    const type = this.definition(integration).settings?.type ?? CompanySettings;
    const saved = await this.db.transaction(async (manager) => {
      const repository = manager.getRepository(Company);
      const company = await repository.findOne({ where: { code }, lock: { mode: 'pessimistic_write' } });
      if (!company) throw notFound();
      const before = asFields(company.settings[integration]);
      const wrong = shapeProblems(type, merge(before, changes));
      if (wrong.length > 0) throw invalidFields(...wrong);
      const after = merge(before, changes) as Fields;
      await repository.update({ code }, { settings: { ...company.settings, [integration]: after } as never });
      await this.audit.record(
        { caller, company: code, action: 'company.settings_updated', subject_type: 'company', subject_id: code, before: { [integration]: before }, after: { [integration]: after } },
        manager,
      );
      return after;
    });
    this.companies.forget(code);
    return this.view(code, integration, saved);
  }

  private view(company: string, integration: string, set: Fields): CompanySettingsView {
    const { policy, settings } = this.definition(integration);
    const fields = [...retryFields(policy), ...(settings?.fields ?? [])];
    const known = fields.filter(({ name }) => name in set);
    return {
      company, integration, fields,
      settings: Object.fromEntries(fields.map((field) => [field.name, set[field.name] ?? field.default])),
      set: known.map(({ name }) => name),
    };
  }

  private definition(integration: string) {
    const found = this.registry.find(integration);
    if (!found) throw notFound();
    return found;
  }
}

const asFields = (value: unknown): Fields => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {});

// What is not an object is left as it is, to be refused.
function merge(before: Fields, changes: unknown): unknown {
  if (typeof changes !== 'object' || changes === null || Array.isArray(changes)) return changes;
  if (Object.hasOwn(changes, '__proto__')) return changes;
  return Object.fromEntries(Object.entries({ ...before, ...changes }).filter(([, value]) => value !== null));
}
