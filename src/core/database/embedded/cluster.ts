import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chown, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Binaries } from './binaries.js';
import { EmbeddedPostgresProblem } from './problem.js';
import { pidExists, processesIn } from './processes.js';
import type { Account } from './server-account.js';

export const SUPERUSER = 'puente';
const LOG_LIMIT_BYTES = 20 * 1024 * 1024;

/** One PostgreSQL data folder and the programs to handle it. `pg_ctl` makes the server a daemon in its own session: a Ctrl-C in our terminal does not reach it. */
export class Cluster {
  readonly folder: string;
  readonly logFile: string;

  constructor(
    readonly home: string,
    private readonly binaries: Binaries,
    private readonly account: Account | undefined,
  ) {
    this.folder = join(home, 'postgres');
    this.logFile = join(home, 'postgres.log');
  }

  async exists(): Promise<boolean> {
    return stat(this.folder).then(() => true, () => false);
  }

  /** Made aside and renamed when complete, so that a killed initdb leaves nothing that looks like a cluster. */
  async create(password: string): Promise<void> {
    await this.removeHalfMade();
    // A name of its own: the initdb of a killed start may still be running, and tidies up behind itself when it fails.
    const making = `${this.folder}.new-${randomUUID()}`;
    const passwordFile = `${making}.password`;
    await mkdir(making, { mode: 0o700 });
    await writeFile(passwordFile, password, { mode: 0o600 });
    await this.handOver(making);
    await this.handOver(passwordFile);
    // The builtin provider sorts and folds the same on every system, whatever locales are installed.
    const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
    const access = [`--username=${SUPERUSER}`, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
    try {
      const { ok, output } = await this.run(this.binaries.initdb, [`--pgdata=${making}`, ...access, ...locale], 180_000);
      if (!ok) throw this.problem('No se pudo crear la base de datos incluida / initdb failed', output);
    } finally {
      await rm(passwordFile, { force: true });
    }
    await rename(making, this.folder);
  }

  /** Starts the server and waits until it answers. Resolves to what went wrong, or to null. */
  async launch(options: string[]): Promise<string | null> {
    await this.removeHalfMade(); // again: an orphaned initdb may have gone on writing for a moment
    await this.prepareLog();
    await this.forgetStranger();
    const before = (await stat(this.logFile)).size;
    const settings = options.map((option) => `-c ${option}`).join(' ');
    const { ok, output } = await this.run(this.binaries.pgCtl, ['start', '-w', '-t', '60', '-D', this.folder, '-l', this.logFile, '-o', settings], 70_000);
    return ok ? null : `${output}\n${(await readFile(this.logFile)).subarray(before).toString('utf8')}`;
  }

  /** Ends every session and stops; within 30 s in any case. Nothing committed is lost by either way of stopping. */
  async shutDown(): Promise<void> {
    if (!(await this.running())) return;
    const fast = await this.run(this.binaries.pgCtl, ['stop', '-w', '-t', '20', '-m', 'fast', '-D', this.folder], 25_000);
    if (!fast.ok && (await this.running())) {
      await this.run(this.binaries.pgCtl, ['stop', '-w', '-t', '5', '-m', 'immediate', '-D', this.folder], 8_000);
    }
  }

  /** The running server and its port, by its own postmaster.pid; undefined when that file is absent or a dead one's. */
  async running(): Promise<{ pid: number; port: number } | undefined> {
    const lines = (await readFile(this.pidFile, 'utf8').catch(() => '')).split('\n');
    const [pid, port] = [Number(lines[0]), Number(lines[3])];
    if (!pid || !pidExists(pid)) return undefined;
    const inFolder = processesIn(this.folder);
    return inFolder && !inFolder.includes(pid) ? undefined : { pid, port };
  }

  problem(what: string, output: string): EmbeddedPostgresProblem {
    const said = output.trim().split('\n').slice(-8).map((line) => `    ${line}`).join('\n');
    return new EmbeddedPostgresProblem(
      `${what}:\n${said}`,
      `Registro / log: ${this.logFile}. Corrija la causa y vuelva a empezar, o indique una base propia: DATABASE_URL=postgres://… / mend the cause and start again, or set DATABASE_URL.`,
    );
  }

  private async removeHalfMade(): Promise<void> {
    for (const name of await readdir(this.home)) {
      if (name.startsWith('postgres.new-')) await rm(join(this.home, name), { recursive: true, force: true }).catch(() => undefined);
    }
  }

  private get pidFile(): string {
    return join(this.folder, 'postmaster.pid');
  }

  // PostgreSQL itself overlooks the file of a dead server, but refuses when its pid now belongs to another program of the
  // same user. Only when nothing at all stands in the folder is the file certainly a leftover.
  private async forgetStranger(): Promise<void> {
    if (processesIn(this.folder)?.length === 0) await rm(this.pidFile, { force: true });
  }

  private async prepareLog(): Promise<void> {
    const size = await stat(this.logFile).then((found) => found.size, () => 0);
    if (size > LOG_LIMIT_BYTES) await rename(this.logFile, `${this.logFile}.old`);
    await (await open(this.logFile, 'a', 0o600)).close();
    await this.handOver(this.logFile);
  }

  private async handOver(path: string): Promise<void> {
    if (this.account) await chown(path, this.account.uid, this.account.gid);
  }

  private run(program: string, args: string[], timeout: number): Promise<{ ok: boolean; output: string }> {
    // PGPORT, PGDATA, PGOPTIONS… of whoever starts us mean another server.
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name)));
    return new Promise((resolve) => {
      const options = { ...this.account, cwd: '/', env: { ...env, LC_ALL: 'C' }, timeout };
      execFile(program, args, options, (error, stdout, stderr) => {
        const output = `${stdout}${stderr}`.trim();
        resolve({ ok: !error, output: error && !output ? error.message : output });
      });
    });
  }
}
