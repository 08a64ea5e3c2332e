import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { Pool } from 'undici';
import { GroupCommit } from '../../src/core/message-log/group-commit.js';
import { answerQuestions } from '../support/child.js';
import { delivery } from '../support/documents.js';
import { INSERT_MANY, INSERT_ONE, insertValues } from '../support/plain-insert.js';

/** How much: until `seconds` have passed, or `total` were sent. */
interface Amount {
  concurrency: number;
  seconds?: number;
  total?: number;
}
export interface Outcome {
  done: number;
  failed: number;
  perSecond: number;
  /** Milliseconds of one, at the median, 95 and 99 %. */
  p50: number;
  p95: number;
  p99: number;
}

/** Closed loop: `concurrency` senders, each sends its next when its last was answered. */
async function drive({ concurrency, seconds = 60, total = Infinity }: Amount, send: () => Promise<boolean>): Promise<Outcome> {
  const took: number[] = [];
  const started = performance.now();
  const until = started + seconds * 1000;
  let [sent, failed] = [0, 0];
  const sender = async () => {
    while (sent < total && performance.now() < until) {
      sent++;
      const at = performance.now();
      if (await send()) took.push(performance.now() - at);
      else failed++;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, sender));
  const elapsed = (performance.now() - started) / 1000;
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.floor(took.length * share)] ?? NaN;
  return { done: took.length, failed, perSecond: took.length / elapsed, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

async function webhooks({ origin, ...amount }: Amount & { origin: string }): Promise<Outcome> {
  const pool = new Pool(origin, { connections: amount.concurrency, pipelining: 1 });
  const run = randomUUID().slice(0, 8);
  let number = 0;
  const outcome = await drive(amount, async () => {
    const { body, signature } = delivery(`BENCH-${run}-${++number}`);
    const headers = { 'content-type': 'application/json', 'x-frappe-webhook-signature': signature };
    const answer = await pool.request({ method: 'POST', path: '/api/alegra/webhooks/erpnext', headers, body });
    await answer.body.dump();
    return answer.statusCode === 202;
  });
  await pool.close();
  return outcome;
}

/** PostgreSQL's own pace: one INSERT per row on 16 connections, as many as there are senders. */
async function singleInserts({ url, seconds }: { url: string; seconds: number }): Promise<Outcome> {
  const pool = new pg.Pool({ connectionString: url, max: 16 });
  const run = randomUUID().slice(0, 8);
  let number = 0;
  const insert = () => pool.query({ name: 'insert', text: INSERT_ONE, values: insertValues(delivery(`${run}-${++number}`).body) });
  const outcome = await drive({ concurrency: 16, seconds }, () => insert().then(() => true));
  await pool.end();
  return outcome;
}

/** The same with 64 senders sharing commits on two connections. */
async function groupInserts({ url, seconds }: { url: string; seconds: number }): Promise<Outcome> {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  const run = randomUUID().slice(0, 8);
  let number = 0;
  const write = async (rows: unknown[][]) => {
    await pool.query({ name: 'insert-many', text: INSERT_MANY, values: rows[0]!.map((_, column) => rows.map((row) => row[column])) });
  };
  const commits = new GroupCommit<unknown[]>(write, { maxItems: 64, maxBytes: 1e6, flushers: 2, sizeOf: () => 4_000 });
  const outcome = await drive({ concurrency: 64, seconds }, () => commits.add(insertValues(delivery(`${run}-${++number}`).body)).then(() => true));
  await pool.end();
  return outcome;
}

/** Asks `GET /health/live` every 10 ms, whether or not the last was answered: what waits behind a busy event loop is all counted. */
async function health({ origin, seconds }: { origin: string; seconds: number }): Promise<Pick<Outcome, 'done' | 'failed' | 'p50' | 'p99'> & { worst: number }> {
  const pool = new Pool(origin, { connections: 64 });
  const took: number[] = [];
  let failed = 0;
  const asked: Promise<void>[] = [];
  const ask = async () => {
    const at = performance.now();
    const { statusCode, body } = await pool.request({ method: 'GET', path: '/health/live' });
    await body.dump();
    if (statusCode === 200) took.push(performance.now() - at);
    else failed++;
  };
  for (const until = performance.now() + seconds * 1_000; performance.now() < until; await pause(10)) asked.push(ask().catch(() => void failed++));
  await Promise.all(asked);
  await pool.close();
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.floor(took.length * share)] ?? NaN;
  return { done: took.length, failed, p50: at(0.5), p99: at(0.99), worst: took.at(-1) ?? NaN };
}

const answers = { webhooks, singleInserts, groupInserts, health };
export type LoadAnswers = typeof answers;

answerQuestions(answers, () => undefined);
