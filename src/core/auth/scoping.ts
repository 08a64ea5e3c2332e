import { notFound } from '../problems/index.js';
import { sees, seesAll, type Caller } from './caller.js';

/** 404 for a row of another company: its existence is nobody else's business. */
export function assertSees(caller: Caller, company: string): void {
  if (!sees(caller, company)) throw notFound();
}

/** The companies a query must be limited to, or null when the caller sees all. An empty list means no row at all. */
export const companyFilter = (caller: Caller): string[] | null => (seesAll(caller) ? null : caller.companies);

/** Whether everything these companies name is within the caller's; `*` is only within `*`. */
export const within = (caller: Caller, companies: readonly string[]): boolean =>
  companies.every((company) => sees(caller, company));
