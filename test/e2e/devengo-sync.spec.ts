import { DevengoBench, FULL_STEPS } from '../support/devengo/bench.js';

let bench: DevengoBench;
beforeAll(async () => {
  bench = await DevengoBench.open();
}, 60_000);
afterEach(() => bench.reset());
afterAll(() => bench.close());

it('a second identical synchronisation finds everything unchanged and writes no row', async () => {
  const school = await bench.school();
  const first = await school.process();
  expect(first.steps.map(({ step }) => step)).toEqual(FULL_STEPS);
  console.error(JSON.stringify(first, null, 1), JSON.stringify((await school.errors()).map((e) => [e.operation, e.entity_type, e.error_code, e.error_message]), null, 1));
  const before = await school.versions();
  const second = await school.process({ full_refresh: true });
  console.error(JSON.stringify(second.steps, null, 1));
  expect(await school.versions()).toBe(before);
});
