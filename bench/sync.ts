import { DATABASE_ID } from '../src/sandbox/notion/index.js';
import type { SandboxAnswers } from './children/sandbox.js';
import { Child } from './support/child.js';
import type { Cluster } from './support/cluster.js';
import { BenchHouse } from './support/house.js';
import type { Figure } from './support/report.js';

const LATENCY_MS = 50;
const PROVIDERS = {
  holded: { secrets: { api_key: 'sandbox-holded-key' }, metadata: {}, headers: { key: 'sandbox-holded-key' } },
  fourgeeks: { secrets: { token: 'sandbox-4geeks-token' }, metadata: { academies: [6, 7] }, headers: { authorization: 'Token sandbox-4geeks-token' } },
  notion: { secrets: { token: 'ntn_sandbox-token' }, metadata: { database_id: DATABASE_ID }, headers: { authorization: 'Bearer ntn_sandbox-token', 'notion-version': '2025-09-03' } },
} as const;
type Provider = keyof typeof PROVIDERS;

interface Seen {
  method: string;
  path: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  body: unknown;
}
interface Execution {
  status: string;
  received: number;
  created: number;
  steps: { started_at: string; finished_at: string }[];
}

/** The whole school, 50 ms a page, against the same requests asked one after another by nobody in particular; and the same again. */
export async function measureSync(cluster: Cluster): Promise<Figure[]> {
  const sandbox = await Child.start<SandboxAnswers>('sandbox');
  const house = await BenchHouse.open(await cluster.create('bench_sync'), 'api,worker,scheduler');
  try {
    const school = await sandbox.ask('school');
    for (const id of Object.keys(PROVIDERS) as Provider[]) {
      const { secrets, metadata } = PROVIDERS[id];
      await house.send('POST', '/api/credentials', { integration: id, company: 'default', environment: 'sandbox', base_url: school[id].baseUrl, secrets, metadata });
      await control(school[id].url, '/__fault', { fault: 'delay', ms: LATENCY_MS, times: 'forever' });
    }
    const run = (): Promise<Execution> => house.send('POST', '/api/sync/execute-process?wait=true', { from_step: 'services', full_refresh: true });
    const first = await run();
    const requests = await Promise.all((Object.keys(PROVIDERS) as Provider[]).map(async (id) => ({ id, seen: (await control<{ requests: Seen[] }>(school[id].url, '/__log')).requests })));
    let own = 0;
    let pages = 0;
    for (const { id, seen } of requests) for (const request of seen) [own, pages] = [own + (await replay(school[id].url, id, request)), pages + 1];
    const again = await run();
    const from = `${first.received} records in ${pages} calls of ${(own / 1000).toFixed(1)} s`;
    return [
      { name: 'synchronisation ÷ providers’ own time', value: seconds(first) / (own / 1000), target: { atMost: 3 }, from: `${seconds(first).toFixed(1)} s; ${from}` },
      { name: 'again ÷ providers’ own time', value: seconds(again) / (own / 1000), target: { atMost: 3 }, from: `${seconds(again).toFixed(1)} s; ${again.created} rows created` },
    ];
  } finally {
    await house.close();
    await sandbox.stop();
  }
}

const seconds = ({ steps }: Execution): number => (Date.parse(steps.at(-1)!.finished_at) - Date.parse(steps[0]!.started_at)) / 1000;

async function replay(origin: string, id: Provider, { method, path, query, headers, body }: Seen): Promise<number> {
  const started = performance.now();
  const answer = await fetch(`${origin}${path}?${new URLSearchParams(query)}`, {
    method, headers: { ...PROVIDERS[id].headers, ...(headers.academy && { academy: headers.academy }), ...(body !== null && { 'content-type': 'application/json' }) }, ...(body !== null && { body: JSON.stringify(body) }),
  });
  await answer.arrayBuffer();
  return performance.now() - started;
}

async function control<T>(origin: string, path: string, body?: object): Promise<T> {
  const answer = await fetch(origin + path, body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  return (await answer.json()) as T;
}
