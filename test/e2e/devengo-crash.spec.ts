import { setTimeout as pause } from 'node:timers/promises';
import type { SandboxControl } from '../support/conformance/sandbox-control.js';
import { CrashBench } from '../support/core/crash-bench.js';
import { School, type Execution } from '../support/devengo/bench.js';

// What only separate processes show: a worker killed in the middle of a synchronisation.
let bench: CrashBench;
beforeAll(async () => {
  bench = await CrashBench.open('holded', { sandbox: { academy: { students: 60 }, holded: { rules: { page_size: 20 } } } });
}, 180_000);
afterAll(() => bench.close());

const school = () => {
  const { holded, fourgeeks, notion } = bench.sandboxes;
  return School.open(bench.api, bench.database.url, { holded: holded.baseUrl, fourgeeks: fourgeeks.baseUrl, notion: notion.baseUrl });
};
const start = async (of: School): Promise<string> => (await of.post('/api/sync/execute-process', { from_step: 'services' })).body.id;
const struck = async (control: SandboxControl): Promise<void> => {
  for (const deadline = Date.now() + 60_000; (await control.armed()).armed.length > 0; await pause(20)) {
    if (Date.now() > deadline) throw new Error(`not caught: ${JSON.stringify(await control.armed())}`);
  }
};

it('a worker killed with -9 in mid-synchronisation: the next one goes on where it stood, and the tables end as those of an undisturbed run', async () => {
  await bench.start('worker');
  const calm = await school();
  const undisturbed = await calm.settled(await start(calm), 60_000);
  await bench.killWorkers();

  const victim = await bench.start('worker');
  await bench.sandbox.fault({ fault: 'delay', ms: 30_000, path: '/documents/invoice$', after: 5 });
  const hit = await school();
  const id = await start(hit);
  await struck(bench.sandbox);
  // The sixth page is on its way while the fifth is taken: that one waits for it to ask for a contact.
  const { steps } = await hit.api.until<Execution>(`/api/sync/executions/${id}`, ({ received }) => received >= 89, 20_000);
  expect(steps.map(({ received, status }) => [received, status]).slice(0, 2)).toEqual([[9, 'completed'], [80, 'running']]);
  await victim.kill();
  await bench.start('worker');
  const ended = await hit.settled(id, 120_000);

  const counts = (steps: typeof ended.steps) => steps.map(({ step, status: end, received: all, created, failed }) => ({ step, end, all, created, failed }));
  expect(counts(ended.steps)).toEqual(counts(undisturbed.steps));
  // The company's own key hashes its e-mails, so one tells clients of two companies apart only by name.
  const comparable = async (of: School) => JSON.parse(JSON.stringify(await of.tables(), (name, value: unknown) => (name === 'identifier_hash' ? value !== null : value))) as Record<string, object[]>;
  const [one, other] = [await comparable(calm), await comparable(hit)];
  for (const [table, rows] of Object.entries(one)) expect({ table, rows: sorted(other[table]!) }).toEqual({ table, rows: sorted(rows) });
}, 300_000);

const sorted = (rows: object[]): string[] => rows.map((row) => JSON.stringify(row)).sort();
