import { Injectable } from '@nestjs/common';
import { DataSource, LessThan } from 'typeorm';
import { AuditService } from '../audit/index.js';
import type { Caller } from '../auth/index.js';
import { notFound, problem } from '../problems/index.js';
import { nextRun } from './next-run.js';
import { ScheduleDefinitions, zoneOf } from './schedule-definitions.js';
import type { RunPage, RunQuery, ScheduleView, StartedRun } from './schedule.dto.js';
import { ScheduleRun } from './schedule.entity.js';
import { ScheduleService } from './schedule.service.js';

/** Schedules as people see and steer them. */
@Injectable()
export class ScheduleAdminService {
  constructor(
    private readonly db: DataSource,
    private readonly definitions: ScheduleDefinitions,
    private readonly schedules: ScheduleService,
    private readonly audit: AuditService,
  ) {}

  list(names = this.definitions.names): Promise<ScheduleView[]> {
    return this.db.query(
      `SELECT s.name, s.cron, s.timezone, s.description, s.paused,
              CASE WHEN r.id IS NULL THEN NULL
                   ELSE json_build_object('at', r.started_at, 'state', r.state, 'result', r.result, 'error', r.error) END AS last_run,
              CASE WHEN s.paused THEN NULL ELSE s.next_run_at END AS next_run_at
       FROM schedule s LEFT JOIN LATERAL (SELECT * FROM schedule_run WHERE schedule = s.name ORDER BY id DESC LIMIT 1) r ON true
       WHERE s.name = ANY($1) ORDER BY s.name`,
      [names],
    );
  }

  async get(name: string): Promise<ScheduleView> {
    this.known(name);
    const [view] = await this.list([name]);
    if (!view) throw notFound();
    return view;
  }

  /** Newest first. */
  async runs(name: string, { limit, cursor }: RunQuery): Promise<RunPage> {
    this.known(name);
    const rows = await this.db.getRepository(ScheduleRun).find({
      where: { schedule: name, ...(cursor !== undefined && { id: LessThan(cursor) }) },
      order: { id: 'DESC' },
      take: limit + 1,
    });
    const data = rows.slice(0, limit);
    return { data, next_cursor: rows.length > limit ? data.at(-1)!.id : null };
  }

  async run(caller: Caller, name: string): Promise<StartedRun> {
    this.known(name);
    const run_id = await this.schedules.runNow(name);
    if (!run_id) {
      throw problem(409, {
        code: 'schedule_running',
        es: `«${name}» ya se está ejecutando: espere a que termine.`,
        en: `"${name}" is running already: wait until it ends.`,
      });
    }
    await this.note(caller, 'schedule.run', name, { run_id });
    return { run_id, schedule: name, state: 'running' };
  }

  /** Paused or not, next run from now: what was missed on purpose is not made up for. */
  async setPaused(caller: Caller, name: string, paused: boolean): Promise<ScheduleView> {
    const definition = this.known(name);
    const next = nextRun(definition.cron, zoneOf(definition), new Date());
    const [, changed] = (await this.db.query(
      'UPDATE schedule SET paused = $2, next_run_at = $3, updated_at = now() WHERE name = $1 AND paused <> $2',
      [name, paused, next],
    )) as [unknown, number];
    if (changed) await this.note(caller, paused ? 'schedule.paused' : 'schedule.resumed', name);
    return this.get(name);
  }

  private known(name: string) {
    const definition = this.definitions.find(name);
    if (!definition) throw notFound();
    return definition;
  }

  private note(caller: Caller, action: string, name: string, after?: object): Promise<void> {
    return this.audit.record({ caller, action, subject_type: 'schedule', subject_id: name, after });
  }
}
