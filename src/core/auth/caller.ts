import { atLeast, type Role } from './roles.js';
import type { ActorType } from '../audit/audit-log.entity.js';

/** Whoever asks: a person with a session, an API key, the CLI or the house itself. Every query is scoped by it. */
export interface Caller {
  type: ActorType;
  id: string | null;
  name: string;
  role: Role;
  /** Company codes, or `['*']` for all. */
  companies: string[];
  ip?: string;
}

/** The house acting for itself: schedules, sweeps, retries. */
export const SYSTEM: Caller = { type: 'system', id: null, name: 'system', role: 'admin', companies: ['*'] };

export const seesAll = (caller: Caller): boolean => caller.companies.includes('*');
export const sees = (caller: Caller, company: string): boolean => seesAll(caller) || caller.companies.includes(company);
export const may = (caller: Caller, needed: Role): boolean => atLeast(caller.role, needed);
