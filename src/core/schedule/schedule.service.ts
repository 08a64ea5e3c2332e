import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Interval } from '@nestjs/schedule';
import { Env } from '../config/index.js';
import type { ScheduleRunner } from '../integration/index.js';
import { ScheduleClaims, type ClaimedRun } from './schedule-claims.js';
import { ScheduleDefinitions } from './schedule-definitions.js';

const TICK_MS = 1_000;
/** In ticks. */
const LOOK_FOR_DEAD_EVERY = 15;
const CLEAN_EVERY = 3_600;
/** Runs at once per process: each holds a connection of the pool. */
const MOST_AT_ONCE = 3;
/** How long a stop waits for what is running. What remains is marked `interrupted` by the next scheduler. */
const STOP_PATIENCE_MS = 15_000;
const LONGEST_ERROR = 2_000;

/** Runs what is due. Any number of schedulers may tick: PostgreSQL gives each run to one of them. */
@Injectable()
export class ScheduleService implements OnModuleDestroy {
  private readonly log = new Logger('Schedules');
  private readonly running = new Map<string, Promise<void>>();
  private readonly stop = new AbortController();
  private ticking = false;
  private ticks = 0;

  constructor(
    private readonly env: Env,
    private readonly modules: ModuleRef,
    private readonly definitions: ScheduleDefinitions,
    private readonly claims: ScheduleClaims,
  ) {}

  @Interval('schedule.tick', TICK_MS)
  async onInterval(): Promise<void> {
    if (!this.env.ROLES.includes('scheduler') || this.ticking) return;
    this.ticking = true;
    try {
      if (this.ticks % LOOK_FOR_DEAD_EVERY === 0) await this.claims.markInterrupted();
      if (this.ticks % CLEAN_EVERY === 0) await this.claims.forgetOld();
      this.ticks++;
      await this.tick();
    } catch (error) {
      // The database is away: the next tick tries again, nothing is missed.
      this.log.warn(`schedules could not be looked at: ${(error as Error).message}`);
    } finally {
      this.ticking = false;
    }
  }

  /** Starts what is due and answers the names it started; they go on in the background. */
  async tick(): Promise<string[]> {
    const started: string[] = [];
    for (const name of await this.claims.due(this.definitions.names)) {
      if (this.stop.signal.aborted || this.running.size >= MOST_AT_ONCE) break;
      if (this.running.has(name)) continue;
      const run = await this.claims.claimDue(name);
      if (!run) continue;
      started.push(name);
      this.start(name, run);
    }
    return started;
  }

  /** Starts a run that a person asked for; answers its id, or undefined when one is going on. Works in any process. */
  async runNow(name: string): Promise<string | undefined> {
    const run = this.stop.signal.aborted ? undefined : await this.claims.claimManual(name);
    if (run) this.start(name, run);
    return run?.id;
  }

  /** Resolves when no run of this process is going on. */
  async idle(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running.values());
  }

  async onModuleDestroy(): Promise<void> {
    this.stop.abort();
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, STOP_PATIENCE_MS)));
    await Promise.race([this.idle(), patience]);
    clearTimeout(timer);
  }

  private start(name: string, run: ClaimedRun): void {
    const going = this.perform(name, run).finally(() => this.running.delete(name));
    this.running.set(name, going);
  }

  private async perform(name: string, run: ClaimedRun): Promise<void> {
    const began = Date.now();
    const how = await this.call(name).then(
      (result) => ({ result }),
      (error: unknown) => ({ error: (error instanceof Error ? error.message : String(error)).slice(0, LONGEST_ERROR) }),
    );
    if ('error' in how) this.log.error(`${name} failed after ${Date.now() - began} ms: ${how.error}`);
    // If this fails too, the run is marked interrupted later.
    await run.end(how).catch((error: unknown) => this.log.error(`${name} ended, but that could not be stored: ${(error as Error).message}`));
  }

  private async call(name: string): Promise<Record<string, unknown>> {
    const runner = this.modules.get<ScheduleRunner>(this.definitions.find(name)!.runner, { strict: false });
    return runner.runSchedule(this.stop.signal);
  }
}
