import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { TEST_KEY } from '../house.js';

const ROOT = join(import.meta.dirname, '../../..');

/** The built program, as it is started in production; builds it when the sources are newer. */
export function buildProgram(): string {
  execFileSync(process.execPath, ['-e', "import('./scripts/lib/build.mjs').then((it) => it.ensureBuild())"], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  return join(ROOT, 'dist/src/main.js');
}

/** One process of Puente, to be stopped or killed. */
export class Program {
  output = '';
  private readonly child: ChildProcess;
  readonly exited: Promise<number | null>;

  constructor(environment: NodeJS.ProcessEnv) {
    // Nothing of the test's own environment but what a process needs to run at all.
    const { PATH, HOME, TMPDIR } = process.env;
    const env = { PATH, HOME, TMPDIR, PORT: '0', SANDBOX: 'off', ALLOW_PRIVATE_HOSTS: 'on', BOOTSTRAP_API_KEY: TEST_KEY, ADMIN_PASSWORD: 'correcto-caballo-pila', ...environment };
    this.child = spawn(process.execPath, [join(ROOT, 'dist/src/main.js')], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.child.stdout!, this.child.stderr!]) stream.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    this.exited = once(this.child, 'close').then(([code]) => code as number | null);
  }

  get origin(): string {
    return /(http:\/\/\S+)\/(api\/docs|health\/ready)/.exec(this.output)![1]!;
  }

  /** Waits for the line that says it is ready. */
  async ready(timeoutMs = 120_000): Promise<this> {
    await this.says('Puente listo', timeoutMs);
    return this;
  }

  async says(text: string | RegExp, timeoutMs = 60_000): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    while (!this.output.match(text)) {
      if (this.child.exitCode !== null || Date.now() > deadline) throw new Error(`it never said ${text}; it said:\n${this.output.slice(-4000)}`);
      await pause(50);
    }
  }

  /** The attempts with this outcome that its log tells of. */
  attempts(outcome: string): number {
    return this.output.split('\n').filter((line) => line.includes('"attempt.finished"') && line.includes(`"outcome":"${outcome}"`)).length;
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.exited;
  }
}
