import { Injectable } from '@nestjs/common';
import { companyFilter, seesAll, type Caller } from '../../../core/auth/index.js';
import { DEFAULT_COMPANY } from '../../../core/companies/index.js';
import { CredentialsService, type CredentialView } from '../../../core/credentials/index.js';
import { Database } from '../../../core/database/index.js';
import { Problem } from '../../../core/problems/index.js';
import type { CreateInstance } from '../dto/instance.dto.js';

export interface Instance {
  id: number;
  company: string;
  name: string;
  base_url: string;
  active: boolean;
}

/** An ERPNext site with one user's key, as people of the workflow see it: a credential of this integration. */
export interface InstanceView {
  id: number;
  name: string;
  api_url: string;
  company: string;
  active: boolean;
  paused: boolean;
  pause_reason: string | null;
  last_check_at: Date | null;
  last_check_ok: boolean | null;
  last_check_message: string | null;
}

@Injectable()
export class Instances {
  constructor(
    private readonly db: Database,
    private readonly credentials: CredentialsService,
  ) {}

  async list(caller: Caller, query: { company?: string; cursor?: number; limit: number }): Promise<{ data: InstanceView[]; next_cursor: string | null }> {
    const { data, next_cursor } = await this.credentials.list(caller, { ...query, integration: 'erpnext' });
    return { data: data.map(view), next_cursor };
  }

  async create(caller: Caller, { name, api_url, api_key, api_secret, company, ...metadata }: CreateInstance): Promise<InstanceView> {
    try {
      return view(await this.credentials.create(caller, {
        integration: 'erpnext', company: company ?? ownCompany(caller), name, environment: 'production', base_url: api_url,
        secrets: { api_key, api_secret }, metadata: Object.fromEntries(Object.entries(metadata).filter(([, value]) => value !== undefined)),
      }));
    } catch (error) {
      throw inTheirWords(error);
    }
  }

  /** Those of the given numbers that the caller may use. */
  find(caller: Caller, ids: readonly number[]): Promise<Instance[]> {
    return this.db.rows<Instance>(
      `SELECT id, company, name, base_url, active FROM integration_credential
       WHERE integration = 'erpnext' AND id = ANY($1::int[]) AND ($2::text[] IS NULL OR company = ANY($2))`,
      [ids, companyFilter(caller)],
    );
  }
}

const ownCompany = (caller: Caller): string => (seesAll(caller) ? DEFAULT_COMPANY : (caller.companies[0] ?? DEFAULT_COMPANY));

const view = ({ id, name, base_url, company, active, state, last_check_at, last_check_ok, last_check_message }: CredentialView): InstanceView => ({
  id, name, api_url: base_url, company, active, paused: state.paused, pause_reason: state.pause_reason, last_check_at, last_check_ok, last_check_message,
});

// A credential's fields are called otherwise than an instance's.
function inTheirWords(error: unknown): unknown {
  if (!(error instanceof Problem) || !error.details.errors) return error;
  const errors = error.details.errors.map((each) => ({ ...each, path: each.path.replace(/^base_url$/, 'api_url').replace(/^(secrets|metadata)\./, '') }));
  return new Problem(error.getStatus(), { ...error.details, errors });
}
