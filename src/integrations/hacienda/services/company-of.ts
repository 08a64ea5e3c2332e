import { seesAll, type Caller } from '../../../core/auth/index.js';
import { DEFAULT_COMPANY } from '../../../core/companies/index.js';

/** The company a request is about: the one it names, else the caller's only one, else `default`. */
export function companyOf(caller: Caller, given: string | undefined): string {
  if (given !== undefined) return given;
  const [only, ...more] = seesAll(caller) ? [] : caller.companies;
  return only !== undefined && more.length === 0 ? only : DEFAULT_COMPANY;
}
