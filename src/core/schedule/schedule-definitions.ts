import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { IntegrationRegistry, type ScheduleDefinition } from '../integration/index.js';
import { nextRun } from './next-run.js';

/** Injection token: the schedules of the core itself. */
export const CORE_SCHEDULES = Symbol('CORE_SCHEDULES');

export const zoneOf = (definition: ScheduleDefinition): string => definition.timezone ?? 'UTC';

/** Every schedule of this installation, from code; written to the table at boot, where pause and next run live. */
@Injectable()
export class ScheduleDefinitions implements OnApplicationBootstrap {
  private readonly log = new Logger('Schedules');
  private readonly byName: Map<string, ScheduleDefinition>;

  constructor(
    private readonly db: DataSource,
    registry: IntegrationRegistry,
    @Inject(CORE_SCHEDULES) core: readonly ScheduleDefinition[],
  ) {
    const all = [...core, ...registry.all.flatMap((integration) => integration.schedules)];
    this.byName = new Map(all.map((definition) => [definition.name, definition]));
    if (this.byName.size !== all.length) throw new Error('two schedules share a name');
  }

  get names(): string[] {
    return [...this.byName.keys()];
  }

  find(name: string): ScheduleDefinition | undefined {
    return this.byName.get(name);
  }

  /** A wrong cron stops the boot. `paused` belongs to people, and a due run that nobody did yet stays due. */
  async onApplicationBootstrap(): Promise<void> {
    const [{ now }] = (await this.db.query('SELECT now()')) as [{ now: Date }];
    for (const definition of this.byName.values()) {
      const { name, cron, description } = definition;
      await this.db.query(
        `INSERT INTO schedule AS s (name, cron, timezone, description, paused, next_run_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (name) DO UPDATE SET
           next_run_at = CASE WHEN (s.cron, s.timezone) = ($2, $3) THEN COALESCE(s.next_run_at, $6) ELSE $6 END,
           cron = $2, timezone = $3, description = $4, updated_at = now()`,
        [name, cron, zoneOf(definition), description, definition.startsPaused ?? false, nextRun(cron, zoneOf(definition), now)],
      );
    }
    this.log.log(`${this.byName.size} schedules known`);
  }
}
