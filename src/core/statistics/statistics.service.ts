import { Injectable } from '@nestjs/common';
import { assertSees, companyFilter, may, type Caller } from '../auth/index.js';
import { CompaniesService, companyOf } from '../companies/index.js';
import { IntegrationRegistry } from '../integration/index.js';
import { notFound } from '../problems/index.js';
import { ScheduleDefinitions } from '../schedule/index.js';
import { summarize, type Figures } from './summarize.js';
import { stepsOf, type Step } from './ranges.js';
import { ReadBuckets, type Scope } from './read-buckets.service.js';
import { MOST, ReadNow } from './read-now.service.js';
import { ReadStanding } from './read-standing.service.js';
import type { IntegrationAnswer, IntegrationStatistics, Overview, StatisticsFrame, StatisticsQuery } from './statistics.dto.js';

/** How the integrations stand, within the caller's companies. No query of it reads the log beyond what is open. */
@Injectable()
export class Statistics {
  constructor(
    private readonly registry: IntegrationRegistry,
    private readonly companies: CompaniesService,
    private readonly buckets: ReadBuckets,
    private readonly now: ReadNow,
    private readonly standing: ReadStanding,
    private readonly definitions: ScheduleDefinitions,
  ) {}

  async overview(caller: Caller, query: StatisticsQuery): Promise<Overview> {
    const { frame, integrations, schedules } = await this.read(caller, query, null);
    const ending_keys = may(caller, 'admin') ? await this.standing.endingKeys(companyFilter(caller)) : [];
    return { ...frame, integrations, schedules: schedules.filter(({ name }) => this.integrationOf(name) === null), ending_keys };
  }

  async integration(caller: Caller, id: string, query: StatisticsQuery): Promise<IntegrationAnswer> {
    if (!this.registry.find(id)) throw notFound();
    const { frame, integrations } = await this.read(caller, query, id);
    return { ...frame, integration: integrations[0]! };
  }

  private async read(caller: Caller, { range, company }: StatisticsQuery, integration: string | null) {
    if (company !== undefined) assertSees(caller, company);
    const timezone = (await this.companies.find(companyOf(caller, company)))?.timezone ?? 'UTC';
    const steps = stepsOf(range, timezone, new Date());
    const scope: Scope = { companies: company === undefined ? companyFilter(caller) : [company], integration };
    const figures = await this.figures(scope, steps);
    const integrations = this.registry.all
      .filter(({ id }) => integration === null || id === integration)
      .map((definition) => summarize(definition, steps, figures, (name) => this.integrationOf(name) === definition.id));
    const open = [sum(integrations, 'waiting') + sum(integrations, 'processing'), sum(integrations, 'retrying'), sum(integrations, 'errors')];
    const frame: StatisticsFrame = {
      range, company: company ?? null, timezone, from: steps[0]!.from, counted_until: figures.countedUntil, capped: open.some((count) => count >= MOST),
    };
    return { frame, integrations, schedules: figures.schedules };
  }

  private async figures(scope: Scope, steps: readonly Step[]): Promise<Figures> {
    const [buckets, waiting, retrying, errors, credentials, schedules] = await Promise.all([
      this.buckets.read(scope, steps), this.now.waiting(scope), this.now.retrying(scope),
      this.now.errors(scope), this.standing.credentials(scope), this.standing.schedules(this.definitions.names),
    ]);
    return { ...buckets, waiting, retrying, errors, credentials, schedules };
  }

  /** A schedule belongs to whoever defines it. Null: to the core. */
  private integrationOf(schedule: string): string | null {
    return this.registry.all.find(({ schedules }) => schedules.some(({ name }) => name === schedule))?.id ?? null;
  }
}

const sum = (all: readonly IntegrationStatistics[], figure: 'waiting' | 'processing' | 'retrying' | 'errors'): number => all.reduce((total, one) => total + one[figure], 0);
