import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../../../../core/auth/index.js';
import { Database } from '../../../../core/database/index.js';
import type { ScheduleRunner } from '../../../../core/integration/index.js';
import { Problem } from '../../../../core/problems/index.js';
import { STEPS } from '../../mapping/steps.js';
import { StartSync } from './start-sync.service.js';

const CREDENTIALS = `
  SELECT company, array_agg(DISTINCT integration) AS integrations FROM integration_credential
  WHERE active AND name = 'default' AND integration IN ('holded','fourgeeks','notion') GROUP BY company ORDER BY company`;

/** Starts every company's synchronisation, with the steps it has a credential for. */
@Injectable()
export class NightlySync implements ScheduleRunner {
  constructor(
    private readonly db: Database,
    private readonly starter: StartSync,
  ) {}

  async runSchedule(): Promise<Record<string, unknown>> {
    const started: Record<string, string> = {};
    const refused: Record<string, string> = {};
    const failures: unknown[] = [];
    for (const { company, integrations } of await this.db.rows<{ company: string; integrations: string[] }>(CREDENTIALS)) {
      const steps = STEPS.flatMap(({ step, integration }) => (integration !== null && integrations.includes(integration) ? [step] : []));
      try {
        started[company] = await this.starter.start(SYSTEM, { company, steps, process_type: 'process', trigger: 'schedule' });
      } catch (error) {
        if (error instanceof Problem) refused[company] = error.details.es;
        else failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, `synchronisations could not be started: ${failures.map((error) => (error as Error).message).join('; ')}`);
    return { started, refused };
  }
}
