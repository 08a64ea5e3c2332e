import { Injectable } from '@nestjs/common';
import { CompaniesService } from '../../../core/companies/index.js';
import { POLICIES_OF } from '../devengo.settings.js';
import { DEFAULT_POLICIES } from '../mapping/accruals/policies.js';
import type { Policies } from '../mapping/accruals/facts.js';

/** What a company has decided; the defaults for the rest. */
@Injectable()
export class AccrualPolicies {
  constructor(private readonly companies: CompaniesService) {}

  async of(company: string): Promise<{ policies: Policies; notices: boolean }> {
    const set = ((await this.companies.find(company))?.settings[POLICIES_OF] ?? {}) as Record<string, unknown>;
    const names = Object.keys(DEFAULT_POLICIES) as (keyof Policies)[];
    const policies = Object.fromEntries(names.map((name) => [name, set[name] ?? DEFAULT_POLICIES[name]])) as unknown as Policies;
    return { policies, notices: set['accrual_notices'] !== false };
  }
}
