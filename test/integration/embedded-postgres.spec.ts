import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { EmbeddedPostgresProblem, startEmbeddedPostgres, stopEmbeddedPostgres } from '../../src/core/database/embedded/index.js';
import { openTempFolder } from '../support/temp-folder.js';

const ROOT = join(import.meta.dirname, '../..');
const CHILD = ['test/support/import-typescript.mjs', 'test/support/embedded-postgres.child.ts'];

interface Ready {
  url: string;
  owned: boolean;
}

/** A process of its own on the cluster, to be ended or killed. */
class Program {
  readonly said: Record<string, unknown>[] = [];
  private readonly process: ChildProcessByStdio<Writable, Readable, null>;
  private readonly gone: Promise<unknown>;

  constructor(dataDir: string) {
    this.process = spawn(process.execPath, [...CHILD, dataDir], { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'] });
    this.gone = once(this.process, 'exit');
    createInterface(this.process.stdout).on('line', (line) => this.said.push(JSON.parse(line) as Record<string, unknown>));
  }

  ready = () => this.until<Ready>((said) => 'url' in said);
  logged = () => this.until((said) => 'log' in said);

  async leave(): Promise<void> {
    this.process.stdin.end();
    await this.gone;
  }

  async kill(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.gone;
  }

  private async until<T>(wanted: (said: Record<string, unknown>) => boolean): Promise<T> {
    for (let tries = 0; tries < 600; tries += 1) {
      const found = this.said.find(wanted);
      if (found) return found as T;
      await pause(50);
    }
    throw new Error(`the program did not get there; it said ${JSON.stringify(this.said)}`);
  }
}

describe('the embedded PostgreSQL', () => {
  let folder: string;
  let dataDir: string;
  let programs: Program[];

  const start = () => startEmbeddedPostgres({ dataDir, log: () => undefined });
  const program = () => {
    const made = new Program(dataDir);
    programs.push(made);
    return made;
  };
  const serverPid = async () => Number((await readFile(join(dataDir, 'postgres/postmaster.pid'), 'utf8')).split('\n')[0]);
  const running = () => existsSync(join(dataDir, 'postgres/postmaster.pid'));

  beforeEach(async () => {
    folder = await openTempFolder('puente-embedded-');
    dataDir = join(folder, 'data');
    programs = [];
  });

  afterEach(async () => {
    for (const each of programs) await each.kill();
    await stopEmbeddedPostgres(dataDir).catch(() => undefined);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  it('starts on an empty folder, keeps its data and its port, and hides its password', async () => {
    const first = await start();
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    expect(await query(first.url, "SELECT lower('ÑANDÚ') AS folded")).toEqual([{ folded: 'ñandú' }]);
    await first.stop();
    expect(running()).toBe(false);
    const second = await start();
    expect(second).toMatchObject({ url: first.url, owned: true });
    expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    await second.stop();
    expect((await stat(join(dataDir, 'postgres.json'))).mode & 0o777).toBe(0o600);
  });

  it('listens on the loopback only, keeps every commit and makes no socket file', async () => {
    const { url, stop } = await start();
    const settings = await query(url, "SELECT name, setting FROM pg_settings WHERE name IN ('listen_addresses','fsync','synchronous_commit','unix_socket_directories') ORDER BY name");
    expect(settings.map(({ setting }) => setting)).toEqual(['on', '127.0.0.1', 'on', '']);
    await stop();
  });

  it('is one server for two processes that start at once, until the last of them leaves', async () => {
    const [one, other] = [program(), program()];
    const ready = await Promise.all([one.ready(), other.ready()]);
    expect(ready[0].url).toBe(ready[1].url);
    expect(ready.map(({ owned }) => owned).sort()).toEqual([false, true]);
    const [owner, guest] = ready[0].owned ? [one, other] : [other, one];
    await owner.leave();
    expect(await query(ready[0].url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await guest.leave();
    expect(running()).toBe(false);
  });

  it('adopts the server of a process killed with -9', async () => {
    const killed = program();
    const { url } = await killed.ready();
    const pid = await serverPid();
    await killed.kill();
    const next = await start();
    expect(next).toMatchObject({ url, owned: false });
    expect(await serverPid()).toBe(pid);
    await next.stop();
    expect(running()).toBe(false);
  });

  it('recovers when the server was killed with -9 as well', async () => {
    const killed = program();
    const { url } = await killed.ready();
    await query(url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    process.kill(await serverPid(), 'SIGKILL');
    await killed.kill();
    const next = await start();
    expect(await query(next.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    await next.stop();
  });

  it('begins again when the first start was killed while it made the cluster', async () => {
    const killed = program();
    await killed.logged();
    await pause(200);
    await killed.kill();
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
    const next = await start();
    expect(await query(next.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await next.stop();
    expect((await readdir(dataDir)).filter((name) => name.includes('.new-'))).toEqual([]);
  });

  // After a restart of the machine the pid in the file may be anybody's.
  (existsSync('/proc/self/cwd') ? it : it.skip)('overlooks a postmaster.pid whose pid now belongs to a stranger', async () => {
    await (await start()).stop();
    // Of the server's own account: another account's process PostgreSQL overlooks by itself.
    const { uid, gid } = await stat(join(dataDir, 'postgres'));
    const stranger = spawn('sleep', ['60'], process.getuid?.() === 0 ? { uid, gid, cwd: '/' } : {});
    await writeFile(join(dataDir, 'postgres/postmaster.pid'), `${stranger.pid}\n${dataDir}/postgres\n1\n5999\n\n127.0.0.1\n`);
    const next = await start();
    expect(next.owned).toBe(true);
    await next.stop();
    stranger.kill();
  });

  it('takes another port when its own is taken', async () => {
    const first = await start();
    await first.stop();
    const port = Number(new URL(first.url).port);
    const squatter = createServer().listen(port, '127.0.0.1');
    await once(squatter, 'listening');
    const next = await start();
    expect(new URL(next.url).port).not.toBe(String(port));
    await next.stop();
    squatter.close();
  });

  it('works under a path longer than a socket address, with spaces and accents', async () => {
    dataDir = join(dataDir, 'x'.repeat(120), 'año nuevo');
    const { url, stop } = await start();
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await stop();
  });

  it('says what to do when the file with the password is gone', async () => {
    await (await start()).stop();
    await rm(join(dataDir, 'postgres.json'));
    const failure = await start().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(EmbeddedPostgresProblem);
    expect((failure as Error).message).toContain('postgres.json');
  });

  it('says what PostgreSQL said when the cluster is damaged', async () => {
    await (await start()).stop();
    await writeFile(join(dataDir, 'postgres/PG_VERSION'), '9.6\n');
    await expect(start()).rejects.toThrow(/initialized by PostgreSQL version 9\.6[^]*DATABASE_URL/);
  });
});

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
}
