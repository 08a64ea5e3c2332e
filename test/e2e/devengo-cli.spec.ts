import { readFileSync } from 'node:fs';
import { runCli, type CliRun } from '../support/cli.js';
import { DevengoBench, type Execution, type School } from '../support/devengo/bench.js';

// The command works alone: this house has no worker, so nobody else can have done it.
let bench: DevengoBench;
beforeAll(async () => {
  bench = await DevengoBench.open({ academy: { students: 4 }, holded: { odd: false }, fourgeeks: { odd: false }, notion: { odd: false } }, { ROLES: 'api' });
}, 120_000);
afterAll(() => bench.close());

const sync = (school: School, ...args: string[]): Promise<CliRun> => runCli({ ...bench.test.environment, SANDBOX: 'off' }, 'sync-actions', '--company', school.company, ...args);
const jsonOf = ({ stdout }: CliRun): Execution => JSON.parse(stdout.trim().split('\n').at(-1)!) as Execution;

it('is what the package calls sync-actions', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  expect(scripts['sync-actions']).toBe('node scripts/cli.mjs sync-actions');
});

it('synchronises from a step on and accrues a year, with 0 when all is well', async () => {
  const school = await bench.school();
  const whole = await sync(school, '--json');
  expect({ code: whole.code, steps: jsonOf(whole).steps.map(({ step, status }) => [step, status]) }).toEqual({
    code: 0, steps: [['services', 'completed'], ['invoices', 'completed'], ['crm-clients', 'completed'], ['service-periods', 'completed'], ['notion-external-id', 'completed']],
  });
  const dated = await sync(school, '--from-step', 'invoices', '--start-date', '2024-03-01', '--end-date', '2024-07-01', '--json');
  expect([dated.code, jsonOf(dated).steps[0]!.step, jsonOf(dated).created]).toEqual([0, 'invoices', 0]);
  const accrued = await sync(school, '--from-step', 'accruals', '--year', '2024');
  expect([accrued.code, accrued.stdout]).toEqual([0, expect.stringMatching(/Devengo: bien; \d+ leídos/)]);
  const [months] = await school.sql(`SELECT count(DISTINCT accrual_date)::int AS months FROM devengo_accrued_period WHERE company = $1`, [school.company]);
  expect(months!.months).toBeGreaterThan(0);
}, 240_000);

it('answers 2 when records failed, 1 when the run did, 1 for dates that are no months', async () => {
  const school = await bench.school({ only: ['holded'] });
  const some = await sync(school, '--from-step', 'invoices', '--only', '--json');
  // Without services every line is a stranger; fewer than fifty records stop nothing.
  expect([some.code, jsonOf(some).status]).toEqual([2, 'completed_with_errors']);
  await school.api.patch(`/api/credentials/${school.credentials.holded}`, { secrets: { api_key: 'clave-revocada' } });
  const refused = await sync(school, '--from-step', 'services', '--only');
  expect([refused.code, refused.stdout]).toEqual([1, expect.stringContaining('Holded no acepta la clave')]);
  const wrong = await sync(school, '--from-step', 'invoices', '--start-date', '2024-03-02', '--end-date', '2024-07-01');
  expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining('primer día de un mes')]);
}, 240_000);
