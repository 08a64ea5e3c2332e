import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

/** A process of its own, asked by messages: what is measured and what measures must not share an event loop. */
export class Child<Questions extends Record<string, (input: never) => unknown>> {
  private next = 0;

  private constructor(private readonly process: ChildProcess) {}

  /** Starts `bench/children/<name>.js` and waits until it listens. BENCH_PROFILE=<folder> writes a CPU profile of each. */
  static async start<Q extends Record<string, (input: never) => unknown>>(name: string, environment: NodeJS.ProcessEnv = {}, flags: string[] = []): Promise<Child<Q>> {
    const profile = process.env.BENCH_PROFILE;
    const started = fork(join(import.meta.dirname, `../children/${name}.js`), {
      env: { ...process.env, ...environment },
      execArgv: [...flags, ...(profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`, `--cpu-prof-name=${name}-${Date.now()}.cpuprofile`] : [])],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const child = new Child<Q>(started);
    await child.answer('ready');
    return child;
  }

  async ask<K extends keyof Questions & string>(question: K, input?: Parameters<Questions[K]>[0]): Promise<Awaited<ReturnType<Questions[K]>>> {
    const id = String(++this.next);
    const answer = this.answer(id);
    this.process.send({ id, question, input });
    return (await answer) as Awaited<ReturnType<Questions[K]>>;
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null) return;
    const gone = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.send({ id: 'stop', question: 'stop' });
    const late = setTimeout(() => this.process.kill('SIGKILL'), 15_000);
    await gone;
    clearTimeout(late);
  }

  private answer(id: string): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const hear = (said: { id: string; value?: unknown; error?: string }) => {
        if (said.id !== id) return;
        leave();
        if (said.error) reject(new Error(said.error));
        else resolve(said.value);
      };
      const died = (code: number | null) => {
        leave();
        reject(new Error(`a benchmark process ended early (exit code ${code})`));
      };
      const leave = () => this.process.off('message', hear).off('exit', died);
      this.process.on('message', hear).on('exit', died);
    });
  }
}

/** The child's side: answers questions until it is told to stop, or its parent is gone. */
export function answerQuestions(answers: Record<string, (input: never) => unknown>, close: () => Promise<void> | void): void {
  const say = (message: object) => process.send?.(message);
  const stop = async () => {
    await close();
    process.exit(0);
  };
  process.on('disconnect', () => process.exit(1));
  process.on('message', async ({ id, question, input }: { id: string; question: string; input: never }) => {
    if (question === 'stop') return stop();
    try {
      say({ id, value: await answers[question]!(input) });
    } catch (error) {
      say({ id, error: (error as Error).stack ?? String(error) });
    }
  });
  say({ id: 'ready' });
}

export function cpuMicros(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}
