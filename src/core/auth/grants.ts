import type { CompaniesService } from '../companies/companies.service.js';
import { invalidFields, problem, type FieldProblem } from '../problems/index.js';
import type { Caller } from './caller.js';
import { may } from './caller.js';
import type { Role } from './roles.js';
import { within } from './scoping.js';

export interface Grant {
  role: Role;
  companies: string[];
}

/** Nobody hands out more than they have: neither a higher role nor companies of others. */
export function assertMayGrant(caller: Caller, grant: Grant): void {
  if (may(caller, grant.role) && within(caller, grant.companies)) return;
  throw problem(403, {
    code: 'grants_too_much',
    es: 'No puede dar un rol o empresas que usted mismo no tiene.',
    en: 'You cannot give a role or companies that you do not have yourself.',
  });
}

/** 400 naming each code that no company has. After `assertMayGrant`, so that it tells nothing about others' companies. */
export async function assertCompaniesExist(companies: CompaniesService, codes: readonly string[]): Promise<void> {
  const missing: FieldProblem[] = [];
  for (const [at, code] of codes.entries()) {
    if (code === '*' || (await companies.find(code))) continue;
    missing.push({ path: `companies[${at}]`, es: `no existe la empresa «${code}»`, en: `there is no company "${code}"` });
  }
  if (missing.length > 0) throw invalidFields(...missing);
}

/** The company an audit row about such a grant belongs to: the one, or none when there are several or all. */
export const auditCompany = (companies: readonly string[]): string | null =>
  companies.length === 1 && companies[0] !== '*' ? companies[0]! : null;
