import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/index.js';
import { assertSees, companyFilter, type Caller } from '../auth/index.js';
import { CompaniesService } from '../companies/companies.service.js';
import { Database } from '../database/index.js';
import { IntegrationRegistry } from '../integration/index.js';
import { invalidFields, notFound } from '../problems/index.js';

export interface Pause {
  company: string;
  reason: string;
  paused_by: string;
  paused_at: Date;
}

export interface IntegrationView {
  id: string;
  label: string;
  /** The companies for which it rests now. */
  paused: Pause[];
}

const PAUSE = `
  INSERT INTO integration_pause (company, integration, reason, paused_by) VALUES ($1, $2, $3, $4)
  ON CONFLICT (company, integration) DO NOTHING RETURNING company`;
const RESUME = 'DELETE FROM integration_pause WHERE company = $1 AND integration = $2 RETURNING reason, paused_by';
// After the pause is gone: whoever still wrote a wait because of it has written it by then (pipeline/claim.ts).
const DUE_NOW = `
  UPDATE integration_message SET next_attempt_at = now(), wait_reason = NULL
  WHERE company = $1 AND integration = $2 AND direction = 'inbound' AND status = 'received' AND next_attempt_at > now() AND wait_reason LIKE 'Pausada por %'`;

/** An integration at rest for one company: its messages are taken and wait, none is lost, and none is tried. */
@Injectable()
export class IntegrationPauseService {
  constructor(
    private readonly db: Database,
    private readonly registry: IntegrationRegistry,
    private readonly companies: CompaniesService,
    private readonly audit: AuditService,
  ) {}

  async list(caller: Caller): Promise<IntegrationView[]> {
    const pauses = await this.db.rows<Pause & { integration: string }>(
      'SELECT * FROM integration_pause WHERE $1::text[] IS NULL OR company = ANY($1) ORDER BY company', [companyFilter(caller)]);
    return this.registry.all.map(({ id, label }) => ({
      id, label,
      paused: pauses.filter(({ integration }) => integration === id).map(({ company, reason, paused_by, paused_at }) => ({ company, reason, paused_by, paused_at })),
    }));
  }

  /** Messages that are being worked on end first. Pausing what rests already changes nothing. */
  async pause(caller: Caller, id: string, company: string, reason: string): Promise<IntegrationView> {
    await this.known(caller, id, company);
    await this.db.managed(async (tx, manager) => {
      const { rowCount } = await tx.query(PAUSE, [company, id, reason, caller.name]);
      if (rowCount) await this.audit.record({ caller, company, action: 'integration.paused', subject_type: 'integration', subject_id: id, reason }, manager);
    });
    return this.view(caller, id);
  }

  /** What waited goes on within a second. */
  async resume(caller: Caller, id: string, company: string, reason?: string): Promise<IntegrationView> {
    await this.known(caller, id, company);
    const lifted = await this.db.managed(async (tx, manager) => {
      const { rows } = await tx.query(RESUME, [company, id]);
      if (rows[0]) await this.audit.record({ caller, company, action: 'integration.resumed', subject_type: 'integration', subject_id: id, reason, before: rows[0] }, manager);
      return rows.length > 0;
    });
    if (lifted) await this.db.query(DUE_NOW, [company, id]);
    return this.view(caller, id);
  }

  private async known(caller: Caller, id: string, company: string): Promise<void> {
    if (!this.registry.find(id)) throw notFound();
    assertSees(caller, company);
    if (!(await this.companies.find(company))) throw invalidFields({ path: 'company', es: `no existe la empresa «${company}»`, en: `there is no company "${company}"` });
  }

  private async view(caller: Caller, id: string): Promise<IntegrationView> {
    return (await this.list(caller)).find((one) => one.id === id)!;
  }
}
