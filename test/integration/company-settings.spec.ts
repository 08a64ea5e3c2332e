import { CompanySettings, retryFields } from '../../src/core/integration/index.js';
import { shapeProblems } from '../../src/core/problems/index.js';
import { RetryPolicies } from '../../src/core/retry-queue/index.js';
import { INTEGRATIONS } from '../../src/integrations/index.js';
import { openTestHouse, type TestHouse } from '../support/house.js';
import { ApiClient } from '../support/api-client.js';

const PATH = '/api/companies/default/settings/alegra';
let test: TestHouse;
beforeAll(async () => {
  test = await openTestHouse();
});
afterAll(() => test.close());

const keyOf = async (role: string, companies: string[]): Promise<ApiClient> => {
  const { body } = await test.api.post<{ key: string }>('/api/api-keys', { name: role, role, companies });
  return new ApiClient(test.api.origin, body.key);
};
const policy = () => test.house.app.get(RetryPolicies).for('default', 'alegra');

it('are the defaults, with their help, until a company sets them', async () => {
  const { body } = await test.api.get(PATH);
  expect(body).toMatchObject({ company: 'default', integration: 'alegra', settings: { retry_max_attempts: 3, retry_delays_seconds: [30, 120] }, set: [] });
  expect(body.fields).toContainEqual(expect.objectContaining({ name: 'retry_max_attempts', default: 3, help: { es: expect.any(String), en: expect.any(String) } }));
});

it('count at once, are audited, and null goes back', async () => {
  await policy(); // now it is in this process's memory
  const changed = await test.api.patch(PATH, { retry_max_attempts: 5, retry_delays_seconds: [1, 2] });
  expect(changed).toMatchObject({ status: 200, body: { settings: { retry_max_attempts: 5, retry_delays_seconds: [1, 2] }, set: ['retry_max_attempts', 'retry_delays_seconds'] } });
  expect(await policy()).toMatchObject({ maxAttempts: 5, delaysSeconds: [1, 2] });

  const back = await test.api.patch(PATH, { retry_max_attempts: null });
  expect(back.body).toMatchObject({ settings: { retry_max_attempts: 3, retry_delays_seconds: [1, 2] }, set: ['retry_delays_seconds'] });
  expect(await policy()).toMatchObject({ maxAttempts: 3 });

  const { body: audit } = await test.api.get<{ data: unknown[] }>('/api/audit?action=company.settings_updated');
  expect(audit.data).toMatchObject([
    { company: 'default', before: { alegra: { retry_max_attempts: 5 } }, after: { alegra: { retry_delays_seconds: [1, 2] } } },
    { before: { alegra: {} }, after: { alegra: { retry_max_attempts: 5, retry_delays_seconds: [1, 2] } } },
  ]);
});

it.each<[unknown, string]>([
  [{ retry_max_attempts: 0 }, 'retry_max_attempts'],
  [{ retry_max_attempts: 21 }, 'retry_max_attempts'],
  [{ retry_max_attempts: '5' }, 'retry_max_attempts'],
  [{ retry_delays_seconds: [] }, 'retry_delays_seconds'],
  [{ retry_delays_seconds: [86_401] }, 'retry_delays_seconds'],
  [{ retry_delays_seconds: [1.5] }, 'retry_delays_seconds'],
  [{ retry_delays_seconds: 30 }, 'retry_delays_seconds'],
  [{ retries: 3 }, 'retries'],
  [[1], ''],
])('refuse %j', async (body, path) => {
  const refused = await test.api.patch<{ errors: { path: string }[] }>(PATH, body, { 'content-type': 'application/json' });
  expect(refused.status).toBe(400);
  expect(refused.body.errors[0]).toMatchObject({ path });
});

it('refuse a body that reaches for a prototype at the door', async () => {
  const refused = await test.api.patch(PATH, '{"__proto__":{"x":1}}', { 'content-type': 'application/json' });
  expect(refused.status).toBe(400);
});

it('belong to managers of that company', async () => {
  await test.api.post('/api/companies', { code: 'otra', name: 'Otra' });
  expect((await (await keyOf('operator', ['default'])).patch(PATH, { retry_max_attempts: 2 })).status).toBe(403);
  expect((await (await keyOf('manager', ['otra'])).patch(PATH, { retry_max_attempts: 2 })).status).toBe(404);
  expect((await (await keyOf('manager', ['default'])).patch(PATH, { retry_max_attempts: 2 })).status).toBe(200);
  expect((await test.api.get('/api/companies/default/settings/nada')).status).toBe(404);
  expect((await test.api.get('/api/companies/nadie/settings/alegra')).status).toBe(404);
});

// The form shows what a definition says and the class judges what is sent: the two must never say different things.
describe('every setting of every integration', () => {
  const all = INTEGRATIONS.flatMap(({ definition: { id, policy, settings } }) =>
    [...retryFields(policy), ...(settings?.fields ?? [])].map((field) => ({ name: `${id}.${field.name}`, field, accepts: (value: unknown) => shapeProblems(settings?.type ?? CompanySettings, { [field.name]: value }).length === 0 })));

  it('has words in Spanish and English, for each of its options too', () => {
    const mute = all.filter(({ field: { label, help, unit, options = [], optionWords = {} } }) =>
      [label, help, ...(unit ? [unit] : []), ...Object.values(optionWords)].some(({ es, en }) => !es.trim() || !en.trim()) || options.some((option) => !(option in optionWords)));
    expect(mute.map(({ name }) => name)).toEqual([]);
    expect(all.length).toBeGreaterThan(30);
  });

  it('has a default that its own class accepts', () => {
    expect(all.filter(({ field, accepts }) => !accepts(field.default)).map(({ name }) => name)).toEqual([]);
  });

  it('is judged by the range that people are told, and says what it counts', () => {
    const numbers = all.filter(({ field: { kind } }) => kind === 'number' || kind === 'numbers');
    const wrong = numbers.filter(({ field: { kind, range, unit }, accepts }) => {
      const { min, max } = range ?? { min: NaN, max: NaN };
      const judged = [min - 1, min, max, max + 1].map((value) => accepts(kind === 'numbers' ? [value] : value));
      return !unit || judged.join() !== 'false,true,true,false';
    });
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });
});
