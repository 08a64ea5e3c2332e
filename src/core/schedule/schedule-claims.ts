import { Injectable } from '@nestjs/common';
import { DataSource, type QueryRunner } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { nextRun } from './next-run.js';
import type { Schedule } from './schedule.entity.js';

/** A run that this process may do now, alone. `end` stores how it went and lets the next one begin. */
export interface ClaimedRun {
  id: string;
  end(how: { result: Record<string, unknown> } | { error: string }): Promise<void>;
}

const KEEP_MS = 90 * 24 * 3_600_000;
const LOCK = `hashtextextended('puente.schedule.' || $1, 0)`;
const INTERRUPT = `
  UPDATE schedule_run SET state = 'failed', error = 'interrupted', finished_at = now() WHERE schedule = $1 AND state = 'running'`;

/**
 * Claims by PostgreSQL's locks. A run holds an advisory lock on its own connection: if its process is killed the server
 * drops the lock with the connection, so whoever gets it next knows that a run still marked `running` was interrupted.
 * (https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS)
 */
@Injectable()
export class ScheduleClaims {
  constructor(private readonly db: DataSource) {}

  /** Names among `names` whose time has come, by the database's clock. */
  async due(names: string[]): Promise<string[]> {
    const rows: { name: string }[] = await this.db.query(
      'SELECT name FROM schedule WHERE name = ANY($1) AND NOT paused AND next_run_at <= now() ORDER BY next_run_at',
      [names],
    );
    return rows.map((row) => row.name);
  }

  /** The due tick of a schedule; undefined when another scheduler has it or its last run still goes. Missed ticks are one. */
  claimDue(name: string): Promise<ClaimedRun | undefined> {
    return this.claim(name, async (runner) => {
      const [row] = (await runner.query(
        `SELECT *, now() FROM schedule WHERE name = $1 AND NOT paused AND next_run_at <= now() FOR UPDATE SKIP LOCKED`,
        [name],
      )) as (Schedule & { now: Date })[];
      if (!row || !(await lock(runner, name))) return undefined;
      await runner.query('UPDATE schedule SET next_run_at = $2, updated_at = now() WHERE name = $1', [name, nextRun(row.cron, row.timezone, row.now)]);
      return { trigger: 'tick', due_at: row.next_run_at! };
    });
  }

  /** A run that a person asked for; undefined when one is going on. */
  claimManual(name: string): Promise<ClaimedRun | undefined> {
    return this.claim(name, async (runner) => ((await lock(runner, name)) ? { trigger: 'manual', due_at: new Date() } : undefined));
  }

  /** Marks runs whose process died. */
  async markInterrupted(): Promise<void> {
    const rows: { schedule: string }[] = await this.db.query(`SELECT DISTINCT schedule FROM schedule_run WHERE state = 'running'`);
    for (const { schedule } of rows) {
      await this.db.transaction(async (manager) => {
        const [{ free }] = (await manager.query(`SELECT pg_try_advisory_xact_lock(${LOCK}) AS free`, [schedule])) as [{ free: boolean }];
        if (free) await manager.query(INTERRUPT, [schedule]);
      });
    }
  }

  /** Runs older than three months say nothing any more. Ids are UUIDv7, so age is an index range. */
  async forgetOld(): Promise<void> {
    await this.db.query('DELETE FROM schedule_run WHERE id < $1', [uuidv7({ msecs: Date.now() - KEEP_MS })]);
  }

  private async claim(
    name: string,
    take: (runner: QueryRunner) => Promise<{ trigger: 'tick' | 'manual'; due_at: Date } | undefined>,
  ): Promise<ClaimedRun | undefined> {
    const runner = this.db.createQueryRunner();
    const id = uuidv7();
    let taken = false;
    try {
      await runner.startTransaction();
      const run = await take(runner);
      if (run) {
        // We hold the lock: whatever is marked running is not.
        await runner.query(INTERRUPT, [name]);
        const made: unknown[] = await runner.query(
          'INSERT INTO schedule_run (id, schedule, due_at, trigger) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING id',
          [id, name, run.due_at, run.trigger],
        );
        taken = made.length === 1;
      }
      await runner.commitTransaction();
    } catch (error) {
      await runner.rollbackTransaction().catch(() => undefined);
      taken = false;
      throw error;
    } finally {
      if (!taken) await letGo(runner);
    }
    return taken ? { id, end: (how) => this.end(runner, id, how) } : undefined;
  }

  private async end(runner: QueryRunner, id: string, how: { result: Record<string, unknown> } | { error: string }): Promise<void> {
    const [state, result, error] = 'error' in how ? ['failed', null, how.error] : ['completed', JSON.stringify(how.result), null];
    try {
      // Through the pool: the run's own connection may have died while it went on.
      await this.db.query(
        `UPDATE schedule_run SET state = $2, result = $3, error = $4, finished_at = now() WHERE id = $1 AND state = 'running'`,
        [id, state, result, error],
      );
    } finally {
      await letGo(runner);
    }
  }
}

async function lock(runner: QueryRunner, name: string): Promise<boolean> {
  const [{ locked }] = (await runner.query(`SELECT pg_try_advisory_lock(${LOCK}) AS locked`, [name])) as [{ locked: boolean }];
  return locked;
}

/** Gives the connection back without its lock. If it is dead, so is the lock. */
async function letGo(runner: QueryRunner): Promise<void> {
  await runner.query('SELECT pg_advisory_unlock_all()').catch(() => undefined);
  await runner.release();
}
