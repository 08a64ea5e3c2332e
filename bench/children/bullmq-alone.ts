import { Queue, Worker } from 'bullmq';
import { randomUUID } from 'node:crypto';
import { openQueueBackend } from '../../src/core/queue/index.js';
import { answerQuestions } from '../support/child.js';

/** BullMQ on PostgreSQL with nothing to do: the pace that no house built on it can pass. */
const backend = await openQueueBackend(process.env.DATABASE_URL!);
const { connection } = backend;
const queue = new Queue('alone', { connection, defaultJobOptions: { removeOnComplete: true } });
let left = 0;
let finished: () => void;
const worker = new Worker('alone', async () => undefined, { connection, concurrency: Number(process.env.WORKER_CONCURRENCY), lockDuration: 8_000, stalledInterval: 4_000, drainDelay: 5 });
worker.on('completed', () => {
  if (--left === 0) finished();
});
await worker.waitUntilReady();

const answers = {
  /** Jobs per second. */
  async run(jobs: number): Promise<number> {
    await queue.pause();
    const all = new Promise<void>((resolve) => (finished = resolve));
    left = jobs;
    await queue.addBulk(Array.from({ length: jobs }, () => ({ name: 'message', data: { id: randomUUID() }, opts: { jobId: randomUUID() } })));
    const started = performance.now();
    await queue.resume();
    await all;
    return jobs / ((performance.now() - started) / 1000);
  },
};
export type BullmqAnswers = typeof answers;

answerQuestions(answers, async () => {
  await worker.close();
  await queue.close();
  await backend.close();
});
