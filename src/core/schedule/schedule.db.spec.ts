import type { TestingModule } from '@nestjs/testing';
import { DataSource } from 'typeorm';
import { createTestDatabase } from '../../../test/support/database.js';
import { openRooms } from '../../../test/support/rooms.js';
import { TOY } from '../../../test/support/toy.js';
import { SYSTEM } from '../auth/index.js';
import { makeDataSource } from '../database/data-source.js';
import type { ScheduleDefinition, ScheduleRunner } from '../integration/index.js';
import { Problem } from '../problems/index.js';
import { ScheduleClaims } from './schedule-claims.js';
import { ScheduleAdminService, ScheduleService, SchedulesModule } from './index.js';

let calls = 0;
let work: () => Promise<Record<string, unknown>> = async () => ({ n: 1 });

class Nightly implements ScheduleRunner {
  async runSchedule(): Promise<Record<string, unknown>> {
    calls++;
    return work();
  }
}
const NIGHTLY: ScheduleDefinition = { name: 'toy.nightly', cron: '0 2 * * *', timezone: 'America/Costa_Rica', description: 'De noche', runner: Nightly };
const MONTHLY: ScheduleDefinition = { ...NIGHTLY, name: 'toy.monthly', cron: '0 2 1 * *', startsPaused: true };

describe('schedules', () => {
  let database: { url: string; drop(): Promise<void> };
  let db: DataSource;
  let processes: { module: TestingModule; service: ScheduleService; own: DataSource }[] = [];
  let admin: ScheduleAdminService;

  /** A scheduler whose own clock does not tick: the tests do. */
  async function startScheduler(nightly = NIGHTLY) {
    const own = await makeDataSource(database.url, { poolSize: 5 }).initialize();
    const module = await openRooms(own, [SchedulesModule.forRoot([MONTHLY])], {
      integrations: [{ ...TOY, schedules: [nightly] }], providers: [Nightly], env: { ROLES: 'api' },
    });
    const started = { module, service: module.get(ScheduleService), own };
    processes.push(started);
    return started;
  }
  const stop = async ({ module, own }: { module: TestingModule; own: DataSource }) => {
    await module.close();
    await own.destroy();
  };
  const makeDue = (minutesAgo = 1) =>
    db.query(`UPDATE schedule SET next_run_at = now() - $1 * interval '1 minute' WHERE name = 'toy.nightly'`, [minutesAgo]);
  const runs = (): Promise<{ state: string; error: string | null; trigger: string; result: unknown }[]> =>
    db.query('SELECT * FROM schedule_run ORDER BY id');

  beforeAll(async () => {
    database = await createTestDatabase();
    db = await makeDataSource(database.url, { poolSize: 3 }).initialize();
  });
  afterAll(async () => {
    await db.destroy();
    await database.drop();
  });
  beforeEach(async () => {
    await db.query('DELETE FROM schedule_run');
    await db.query('DELETE FROM schedule');
    calls = 0;
    work = async () => ({ n: 1 });
    admin = (await startScheduler()).module.get(ScheduleAdminService);
  });
  afterEach(async () => {
    await Promise.all(processes.map(stop));
    processes = [];
  });

  it('shows every schedule with its next run', async () => {
    const [monthly, nightly] = await admin.list();
    expect(monthly).toMatchObject({ name: 'toy.monthly', paused: true, next_run_at: null, last_run: null });
    expect(nightly).toMatchObject({ name: 'toy.nightly', cron: '0 2 * * *', timezone: 'America/Costa_Rica', description: 'De noche', paused: false });
    expect(nightly!.next_run_at!.toISOString()).toMatch(/T08:00:00.000Z$/);
  });

  it('gives a tick to one of three schedulers, and makes up for many missed ones once', async () => {
    await startScheduler();
    await startScheduler();
    await makeDue(60 * 24 * 5);
    const started = await Promise.all(processes.flatMap(({ service }) => [service.tick(), service.tick()]));
    await Promise.all(processes.map(({ service }) => service.idle()));
    expect(started.flat()).toEqual(['toy.nightly']);
    expect(calls).toBe(1);
    expect((await admin.get('toy.nightly')).next_run_at!.getTime()).toBeGreaterThan(Date.now());
    expect((await admin.get('toy.nightly')).last_run).toMatchObject({ state: 'completed', result: { n: 1 }, error: null });
    expect(await processes[1]!.service.tick()).toEqual([]);
  });

  it('never lets two runs overlap, by tick or by hand; a tick that waited runs afterwards', async () => {
    const other = await startScheduler();
    let finish = (): void => undefined;
    work = () => new Promise((resolve) => (finish = () => resolve({})));
    await admin.run(SYSTEM, 'toy.nightly');
    await makeDue();
    expect(await other.service.tick()).toEqual([]);
    await expect(other.module.get(ScheduleAdminService).run(SYSTEM, 'toy.nightly')).rejects.toMatchObject({ details: { code: 'schedule_running' } });
    work = async () => ({});
    finish();
    await processes[0]!.service.idle();
    expect(await other.service.tick()).toEqual(['toy.nightly']);
    await other.service.idle();
    expect((await runs()).map((run) => [run.trigger, run.state])).toEqual([['manual', 'completed'], ['tick', 'completed']]);
  });

  it('keeps the error of a run that failed', async () => {
    work = () => Promise.reject(new Error('Alegra no responde'));
    await admin.run(SYSTEM, 'toy.nightly');
    await processes[0]!.service.idle();
    expect((await admin.get('toy.nightly')).last_run).toMatchObject({ state: 'failed', error: 'Alegra no responde' });
  });

  it('marks the run of a killed scheduler as interrupted, and not one that goes on', async () => {
    const killed = await startScheduler();
    const alive = processes[0]!;
    let finish = (): void => undefined;
    work = () => new Promise((resolve) => (finish = () => resolve({})));
    await makeDue();
    await killed.service.tick();
    const claims = alive.module.get(ScheduleClaims, { strict: false });
    await claims.markInterrupted();
    expect((await runs()).map((run) => run.state)).toEqual(['running']);
    // What kill -9 does to its connections.
    await db.query(`SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`);
    await waitFor(async () => {
      await claims.markInterrupted();
      return (await runs())[0]!.state === 'failed';
    });
    expect((await runs()).map((run) => [run.state, run.error])).toEqual([['failed', 'interrupted']]);
    finish();
    await killed.service.idle();
    expect((await runs())[0]!.state).toBe('failed');
  });

  it('runs no paused one, even due, but by hand; a boot leaves the pause alone', async () => {
    await admin.setPaused(SYSTEM, 'toy.nightly', true);
    await makeDue();
    const rebooted = await startScheduler({ ...NIGHTLY, cron: '0 3 * * *', description: 'Más tarde' });
    expect(await rebooted.service.tick()).toEqual([]);
    expect(await admin.get('toy.nightly')).toMatchObject({ paused: true, cron: '0 3 * * *', description: 'Más tarde' });
    await admin.run(SYSTEM, 'toy.nightly');
    await processes[0]!.service.idle();
    expect(calls).toBe(1);
    const resumed = await admin.setPaused(SYSTEM, 'toy.nightly', false);
    expect(resumed.next_run_at!.getTime()).toBeGreaterThan(Date.now());
    const audit: { action: string }[] = await db.query(`SELECT action FROM audit_log WHERE subject_id = 'toy.nightly' ORDER BY id DESC LIMIT 3`);
    expect(audit.map((row) => row.action)).toEqual(['schedule.resumed', 'schedule.run', 'schedule.paused']);
  });

  it('keeps a missed tick due across a restart', async () => {
    await makeDue(30);
    const rebooted = await startScheduler();
    expect(await rebooted.service.tick()).toEqual(['toy.nightly']);
    await rebooted.service.idle();
  });

  it('waits for what is running when it stops', async () => {
    let ended = false;
    work = () => new Promise((resolve) => setTimeout(() => resolve({ ended: (ended = true) }), 200));
    await admin.run(SYSTEM, 'toy.nightly');
    const [only] = processes.splice(0, 1);
    await stop(only!);
    expect(ended).toBe(true);
    expect((await runs()).map((run) => run.state)).toEqual(['completed']);
  });

  it('forgets runs of long ago', async () => {
    await admin.run(SYSTEM, 'toy.nightly');
    await db.query(`INSERT INTO schedule_run (id, schedule, due_at, state) VALUES ('0190a000-0000-7000-8000-000000000000', 'toy.nightly', '2024-07-11', 'completed')`);
    await processes[0]!.module.get(ScheduleClaims, { strict: false }).forgetOld();
    expect(await runs()).toHaveLength(1);
  });

  it('pages through runs, newest first, and knows no other names', async () => {
    for (let n = 0; n < 3; n++) {
      await admin.run(SYSTEM, 'toy.nightly');
      await processes[0]!.service.idle();
    }
    const first = await admin.runs('toy.nightly', { limit: 2 });
    const rest = await admin.runs('toy.nightly', { limit: 2, cursor: first.next_cursor! });
    expect([...first.data, ...rest.data].map((run) => run.id)).toEqual([...first.data, ...rest.data].map((run) => run.id).sort().reverse());
    expect([first.data.length, rest.data.length, rest.next_cursor]).toEqual([2, 1, null]);
    await expect(admin.run(SYSTEM, 'toy.unknown')).rejects.toBeInstanceOf(Problem);
  });
});

async function waitFor(done: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 60; tries++) {
    if (await done()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
