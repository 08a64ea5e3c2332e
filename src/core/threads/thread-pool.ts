import { Worker } from 'node:worker_threads';
import { ThreadDied, thrownThere, type Reply, type Tasks } from './protocol.js';

interface Job {
  task: string;
  input: unknown;
  resolve(value: unknown): void;
  reject(error: Error): void;
}

interface Thread {
  worker: Worker;
  job?: Job;
}

/**
 * Threads for work that would keep the event loop from everything else. They start when they are needed, take one task at a time in
 * the order asked for, and never keep the process alive while they rest. One that dies fails its own task only; another takes its place.
 */
export class ThreadPool<T extends Tasks> {
  private readonly threads = new Set<Thread>();
  private readonly waiting: Job[] = [];
  private closed = false;

  constructor(
    private readonly file: URL,
    private readonly size: number,
  ) {}

  /**
   * Input and answer are copied (structured clone; a KeyObject is shared). What the task throws is thrown with its name, message and
   * code. Throws `ThreadDied` when nobody can tell how it ended.
   */
  run<K extends keyof T & string>(task: K, input: Parameters<T[K]>[0]): Promise<Awaited<ReturnType<T[K]>>> {
    if (this.closed) return Promise.reject(new ThreadDied('the pool is closed'));
    return new Promise((resolve, reject) => {
      this.waiting.push({ task, input, resolve: resolve as (value: unknown) => void, reject });
      this.handOut();
    });
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const { reject } of this.waiting.splice(0)) reject(new ThreadDied('the pool is closed'));
    await Promise.all([...this.threads].map(({ worker }) => worker.terminate()));
  }

  private handOut(): void {
    while (this.waiting.length > 0) {
      const thread = [...this.threads].find(({ job }) => !job) ?? (this.threads.size < this.size ? this.start() : undefined);
      if (!thread) return;
      this.give(thread, this.waiting.shift()!);
    }
  }

  private give(thread: Thread, job: Job): void {
    thread.job = job;
    thread.worker.ref();
    try {
      thread.worker.postMessage({ task: job.task, input: job.input });
    } catch (error) {
      // An input that cannot be copied never left.
      this.take(thread)?.reject(error as Error);
    }
  }

  private start(): Thread {
    const thread: Thread = { worker: new Worker(this.file) };
    this.threads.add(thread);
    thread.worker.on('message', (reply: Reply) => {
      const job = this.take(thread);
      if ('thrown' in reply) job?.reject(thrownThere(reply.thrown));
      else job?.resolve(reply.value);
      this.handOut();
    });
    // An error is followed by the end, which is where the task is given up.
    let why = 'it ended';
    thread.worker.on('error', (error) => (why = error.message));
    thread.worker.on('exit', (code) => {
      this.threads.delete(thread);
      this.take(thread)?.reject(new ThreadDied(`${why} (exit code ${code})`));
      if (!this.closed) this.handOut();
    });
    return thread;
  }

  private take(thread: Thread): Job | undefined {
    const { job } = thread;
    thread.job = undefined;
    thread.worker.unref();
    return job;
  }
}
