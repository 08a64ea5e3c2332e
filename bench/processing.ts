import { Queue } from 'bullmq';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { openQueueBackend } from '../src/core/queue/index.js';
import type { BullmqAnswers } from './children/bullmq-alone.js';
import type { LoadAnswers } from './children/load.js';
import type { SandboxAnswers } from './children/sandbox.js';
import { Child } from './support/child.js';
import type { Cluster, Counters } from './support/cluster.js';
import { delivery } from './support/documents.js';
import { BenchHouse, WORKER_CONCURRENCY } from './support/house.js';
import { pairedRatio, range } from './support/ratios.js';
import type { Figure } from './support/report.js';

const MESSAGES = 10_000;
const PER_ROUND = 500;
/** A slow machine measures fewer messages rather than longer, unless it is told to take its time. */
const AT_MOST_MS = Number(process.env.BENCH_SECONDS ?? 70) * 1_000;
/** PostgreSQL's sessions tell their counts when they have been idle this long. */
const SETTLE_MS = 10_500;

/** One process with all roles takes 10 000 invoices, each one call to an Alegra that answers at once; BullMQ alone in between. */
export async function measureProcessing(cluster: Cluster, load: Child<LoadAnswers>, say: (line: string) => void): Promise<Figure[]> {
  const url = await cluster.create('bench_work');
  const sandbox = await Child.start<SandboxAnswers>('sandbox');
  const house = await BenchHouse.open(url, 'api,worker,scheduler');
  const alone = await Child.start<BullmqAnswers>('bullmq-alone', { DATABASE_URL: await cluster.create('bench_bullmq'), WORKER_CONCURRENCY });
  const backend = await openQueueBackend(url);
  const queue = new Queue('alegra', { connection: backend.connection });
  const db = new pg.Client({ connectionString: url });
  try {
    await db.connect();
    await house.addCredential(await sandbox.ask('baseUrl'));
    const watch = { house, load, queue, db };
    await workThrough(watch, 200); // warm: code compiled, the contact known
    await alone.ask('run', 500);
    await pause(SETTLE_MS);
    const before = await cluster.counters('bench_work');
    const own = { wal: 0, writes: 0, looks: 0 };
    const pairs: [number, number][] = [];
    const until = performance.now() + AT_MOST_MS;
    while (pairs.length * PER_ROUND < MESSAGES && performance.now() < until) {
      const start = await cluster.counters('bench_work');
      const { rate, looks } = await workThrough(watch, PER_ROUND);
      own.looks += looks;
      const end = await cluster.counters('bench_work');
      own.wal += end.wal - start.wal;
      own.writes += end.writes - start.writes;
      pairs.push([rate, await alone.ask('run', PER_ROUND * 2)]);
      say(`  round ${pairs.length}: house ${pairs.at(-1)![0].toFixed(0)}, BullMQ alone ${pairs.at(-1)![1].toFixed(0)}`);
    }
    const rss = await house.child.ask('rss');
    const all = await checkAll(db);
    await pause(SETTLE_MS);
    const after = await cluster.counters('bench_work');
    return figures(pairs, { before, after, own }, rss, all);
  } finally {
    await db.end();
    await queue.close();
    await backend.close();
    await Promise.all([house.close(), alone.stop(), sandbox.stop()]);
  }
}

interface Watch {
  house: BenchHouse;
  load: Child<LoadAnswers>;
  queue: Queue;
  db: pg.Client;
}

/** Deliveries are taken while the queue rests; then it is let go. Answers messages per second, and how often it looked. */
async function workThrough({ house, load, queue, db }: Watch, total: number): Promise<{ rate: number; looks: number }> {
  await queue.pause();
  const { failed } = await load.ask('webhooks', { origin: house.origin, concurrency: 16, total });
  if (failed > 0) throw new Error(`${failed} deliveries were refused`);
  const started = performance.now();
  await queue.resume();
  for (let looks = 1; ; looks++) {
    const { rows } = await db.query<{ open: boolean }>(`SELECT EXISTS (SELECT FROM integration_message WHERE direction = 'inbound' AND status IN ('received', 'processing')) AS open`);
    if (!rows[0]!.open) return { rate: total / ((performance.now() - started) / 1000), looks };
    if (performance.now() - started > 90_000) throw new Error('the messages are not worked on within 90 s');
    await pause(100);
  }
}

/** Every message must have become exactly one invoice, else the run counts for nothing. Answers how many did not. */
async function checkAll(db: pg.Client): Promise<{ messages: number; wrong: number }> {
  const { rows } = await db.query<{ messages: string; right: string; posts: string }>(
    `SELECT count(*) FILTER (WHERE direction = 'inbound') AS messages, count(*) FILTER (WHERE direction = 'inbound' AND outcome = 'succeeded') AS right,
       count(*) FILTER (WHERE direction = 'outbound' AND http_method = 'POST') AS posts FROM integration_message`,
  );
  const { messages, right, posts } = rows[0]!;
  return { messages: Number(messages), wrong: Math.abs(Number(messages) - Number(right)) + Math.abs(Number(messages) - Number(posts)) };
}

function figures(pairs: [number, number][], { before, after, own }: { before: Counters; after: Counters; own: { wal: number; writes: number; looks: number } }, rss: number, all: { messages: number; wrong: number }): Figure[] {
  const messages = pairs.length * PER_ROUND;
  const each = (name: 'commits' | 'statements') => (after[name] - before[name] - own.looks) / messages;
  const body = delivery('BENCH-00000000-00000').body.length;
  const rates = `${range(pairs.map(([rate]) => rate))}/s ÷ ${range(pairs.map(([, rate]) => rate))}/s, ${WORKER_CONCURRENCY} at once`;
  return [
    { name: 'processed ÷ BullMQ alone, empty handler', value: pairedRatio(pairs), from: rates },
    { name: 'messages without exactly one invoice', value: all.wrong, target: { atMost: 0 }, from: `${all.messages} messages` },
    { name: 'commits per message', value: own.writes / messages, target: { atMost: 6 }, from: 'accepted → processed, one call; transaction ids used: only these flush the WAL' },
    { name: '… with what only reads', value: each('commits'), from: 'xact_commit: also each lone SELECT and the idle looks of the sweeps' },
    { name: 'SQL statements per message', value: each('statements'), from: 'pg_stat_statements, BEGIN and COMMIT included' },
    { name: 'WAL per message, kB', value: own.wal / messages / 1024, from: `${(own.wal / messages / body).toFixed(1)} × the ${body} byte body` },
    { name: `RSS after ${messages} messages, MB`, value: rss / 2 ** 20, target: messages < MESSAGES ? undefined : { atMost: 350 }, from: messages < MESSAGES ? `too slow a machine for ${MESSAGES}: not judged` : 'one process, all roles' },
  ];
}
