import { Queue } from 'bullmq';
import { openQueueBackend } from '../src/core/queue/index.js';
import type { LoadAnswers } from './children/load.js';
import type { Child } from './support/child.js';
import { once, type Cluster } from './support/cluster.js';
import { HaciendaHouse } from './support/hacienda-house.js';
import type { Figure } from './support/report.js';

const LONG = 1_000;
const SHORT = 50;
const SECONDS = 8;
const SIGNED = `SELECT count(*)::int AS signed, count(*) FILTER (WHERE length(signed_xml) > 300000)::int AS long FROM einvoice_document WHERE clave IS NOT NULL`;

/** Signs invoices of 50 and of 1,000 lines without a pause, and asks meanwhile whether the process is there for anybody else. */
export async function measureSigning(cluster: Cluster, load: Child<LoadAnswers>): Promise<Figure[]> {
  const bench = await HaciendaHouse.open(cluster, 'bench_signing');
  const backend = await openQueueBackend(bench.url);
  const queue = new Queue('hacienda', { connection: backend.connection });
  try {
    const [short, long] = [await bench.fill(SHORT, 900), await bench.fill(LONG, 150)];
    await queue.pause();
    for (const [index, id] of long.entries()) {
      for (const each of [id, ...short.slice(index * 6, index * 6 + 6)]) await bench.house.send('POST', `/api/hacienda/documents/${each}/sign`, {});
    }
    const quiet = await load.ask('health', { origin: bench.house.origin, seconds: 3 });
    await queue.resume();
    const before = await until(bench.url, ({ signed }) => signed > 10);
    const { done, failed, p50, p99, worst } = await load.ask('health', { origin: bench.house.origin, seconds: SECONDS });
    const [after] = await once<Signed>(bench.url, SIGNED);
    if (failed > 0 || after!.signed >= short.length + long.length) throw new Error(`no measurement: ${failed} answers failed, ${after!.signed} were signed before the end`);
    const from = `${quiet.p99.toFixed(1)} while nothing is; every 10 ms, ${done} answers; p50 ${p50.toFixed(1)}, longest ${worst.toFixed(0)}; meanwhile ${after!.signed - before.signed} signed, ${after!.long - before.long} of them of ${LONG} lines`;
    return [{ name: 'p99 ms of /health/live while invoices are signed', value: p99, target: { atMost: 50 }, from }];
  } finally {
    await queue.close();
    await backend.close();
    await bench.close();
  }
}

interface Signed {
  signed: number;
  long: number;
}

async function until(url: string, enough: (row: Signed) => boolean): Promise<Signed> {
  for (const deadline = Date.now() + 60_000; ; ) {
    const [row] = await once<Signed>(url, SIGNED);
    if (enough(row!)) return row!;
    if (Date.now() > deadline) throw new Error(`nothing is signed: ${JSON.stringify(await once(url, 'SELECT status, outcome, error_message FROM integration_message LIMIT 3'))}`);
  }
}
