import { setTimeout as pause } from 'node:timers/promises';
import { once, type Cluster } from './support/cluster.js';
import { HaciendaHouse } from './support/hacienda-house.js';
import type { Figure } from './support/report.js';
import { ISSUER } from './support/taxpayer.js';

const DOCUMENTS = 5_000;
const AT_ONCE = 3;
/** A slow machine asks about fewer rather than longer, unless it is told to take its time. */
const AT_MOST_MS = Number(process.env.BENCH_SECONDS ?? 180) * 1_000;

// Signed once, then copied under other numbers, as if they had been submitted five minutes ago.
const COPIES = `
  INSERT INTO einvoice_document
  SELECT (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid(), 'callback_token', gen_random_uuid(), 'state', 'submitted', 'submitted_at', now() - interval '5 minutes',
    'clave', overlay(d.clave placing lpad((n + 1)::text, 10, '0') from 32 for 10), 'consecutive', overlay(d.consecutive placing lpad((n + 1)::text, 10, '0') from 11 for 10)))).*
  FROM einvoice_document d, generate_series(1, $2::int) AS n WHERE d.id = $1
  RETURNING clave`;
const LEFT = `SELECT count(*) FILTER (WHERE state = 'submitted')::int AS submitted, count(*) FILTER (WHERE state = 'accepted')::int AS accepted FROM einvoice_document`;
const OPEN = `SELECT count(*)::int AS open FROM integration_message WHERE status IN ('received','processing') AND direction = 'inbound'`;

/** A whole backlog of submitted documents asked about by the clock: how many calls at once, how many questions open, how much memory. */
export async function measurePolling(cluster: Cluster): Promise<Figure[]> {
  const bench = await HaciendaHouse.open(cluster, 'bench_polling');
  try {
    const [id] = await bench.fill(1, 0);
    await bench.house.send('PATCH', '/api/companies/default/settings/hacienda', { email_on_acceptance: false, max_concurrent_batches: AT_ONCE, batch_delay: 1 });
    await bench.house.send('POST', `/api/hacienda/documents/${id}/sign`, {});
    for (const deadline = Date.now() + 30_000; Date.now() < deadline; await pause(100)) {
      if ((await bench.house.send<{ clave: string | null }>('GET', `/api/hacienda/documents/${id}`)).clave) break;
    }
    const claves = (await once<{ clave: string }>(bench.url, COPIES, [id, DOCUMENTS])).map(({ clave }) => clave);
    await bench.sandboxSays('POST', '/__seed', { rules: { rate_per_minute: 1_000_000 } });
    for (let at = 0; at < claves.length; at += 1_000) await bench.sandboxSays('POST', '/__seed', { received: claves.slice(at, at + 1_000).map((clave) => ({ clave, issuer: ISSUER.identification })) });
    await bench.sandboxSays('POST', '/__fault', { fault: 'delay', ms: 10, method: 'GET', path: '/recepcion/', times: 'forever' });
    const watched = await watch(bench);
    const { total, most_at_once } = await bench.sandboxSays<{ total: number; most_at_once: number }>('GET', '/__log?path=nothing');
    return [
      { name: 'polling: calls at once at Hacienda', value: most_at_once, target: { atMost: AT_ONCE }, from: `${watched.accepted} of ${DOCUMENTS} documents accepted in ${watched.seconds.toFixed(0)} s, ${total} requests` },
      { name: 'polling: questions open at once', value: watched.open, target: { atMost: AT_ONCE * 50 }, from: `${AT_ONCE} batches of 50` },
      { name: 'polling: MB more at the end than after 500', value: watched.grown / 2 ** 20, target: { atMost: 60 }, from: `RSS ${(watched.rss / 2 ** 20).toFixed(0)} MB at the end` },
      { name: 'polling: documents asked about twice', value: await askedTwice(bench.url), target: { atMost: 0 }, from: 'calls in the log' },
    ];
  } finally {
    await bench.close();
  }
}

async function watch({ house, url }: HaciendaHouse) {
  await house.send('POST', '/api/schedules/hacienda.poll-pending-documents/run', {});
  const started = Date.now();
  let [open, early] = [0, 0];
  for (;;) {
    await pause(500);
    const [[left], [now], rss] = await Promise.all([once<{ submitted: number; accepted: number }>(url, LEFT), once<{ open: number }>(url, OPEN), house.child.ask('rss')]);
    open = Math.max(open, now!.open);
    if (left!.accepted >= 500 && early === 0) early = rss;
    if (left!.submitted === 0 || Date.now() - started > AT_MOST_MS) return { open, rss, grown: early === 0 ? NaN : rss - early, accepted: left!.accepted, seconds: (Date.now() - started) / 1_000 };
  }
}

const askedTwice = async (url: string): Promise<number> =>
  (await once<{ n: number }>(url, `SELECT count(*)::int AS n FROM (SELECT 1 FROM integration_message WHERE direction = 'outbound' AND http_method = 'GET' GROUP BY url HAVING count(*) > 1) AS t`))[0]!.n;
