import { SandboxControl } from '../../../test/support/conformance/sandbox-control.js';
import { createSandbox, type RunningSandbox } from '../sandbox-server.js';
import { fourgeeksSandbox } from './index.js';

let running: RunningSandbox;
let control: SandboxControl;
beforeAll(async () => {
  running = await createSandbox(fourgeeksSandbox({}, { students: 12 })).start();
  control = new SandboxControl(running.url);
});
beforeEach(() => control.reset());
afterAll(() => running.stop());

async function call(path: string, headers: Record<string, string> = {}, body?: object) {
  const sent = { authorization: 'Token sandbox-4geeks-token', academy: '6', 'content-type': 'application/json', ...headers };
  const answer = await fetch(running.url + path, { method: body ? 'POST' : 'GET', headers: sent, ...(body && { body: JSON.stringify(body) }) });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> & { length?: number; results?: { id: number }[] } };
}
const STUDENTS = '/v1/auth/academy/student';
const ENROLMENTS = '/v1/admissions/academy/cohort/user';

it('asks for a token that lives and an academy where it may', async () => {
  expect((await call(STUDENTS, { authorization: '' })).body).toMatchObject({ status_code: 401, detail: expect.stringContaining('not provided') });
  expect((await call(STUDENTS, { authorization: 'Token otro' })).status).toBe(401);
  expect((await call(STUDENTS, { academy: '' })).status).toBe(403);
  expect((await call(STUDENTS, { academy: 'madrid' })).body).toMatchObject({ detail: 'invalid-academy-id' });
  await control.seed({ rules: { forbidden_academies: [7] } });
  expect((await call(STUDENTS, { academy: '7' })).body).toMatchObject({ status_code: 403, detail: expect.stringContaining('read_student') });
  expect((await call('/v1/auth/login/', {}, { email: 'x', password: 'y' })).status).toBe(400);
  const { token } = (await call('/v1/auth/login/', {}, { email: 'api@4geeks.example', password: 'clave-4geeks' })).body;
  expect((await call(STUDENTS, { authorization: `Token ${String(token)}` })).status).toBe(200);
  await control.seed({ expire_tokens: true });
  expect((await call(STUDENTS, { authorization: `Token ${String(token)}` })).status).toBe(401);
});

it('gives twenty bare rows to who asks for no page, and an envelope to who does', async () => {
  const bare = await call(STUDENTS);
  expect([bare.body.length, Number(bare.headers.get('x-total-count'))]).toEqual([20, 26]);
  expect(bare.headers.get('link')).toContain('rel="next"');
  const { body } = await call(`${STUDENTS}?limit=10&offset=20&sort=id`);
  expect(body).toMatchObject({ count: 26, next: null, previous: expect.any(String) });
  expect(body.results).toHaveLength(6);
  for (const wrong of ['limit=0', 'offset=x', 'sort=edad']) expect((await call(`${STUDENTS}?${wrong}`)).status).toBe(400);
});

it('finds a person by id or by exact e-mail, case and all', async () => {
  expect((await call(`${STUDENTS}/9001`)).body).toMatchObject({ user: { id: 9001 } });
  const email = 'gala.mayor@alumnos.example';
  expect([(await call(`${STUDENTS}/${email}`)).status, (await call(`${STUDENTS}/${email.toUpperCase()}`)).status]).toEqual([404, 200]);
});

it('filters enrolments by what it knows and refuses what it does not', async () => {
  expect((await call(`${ENROLMENTS}?roles=TEACHER&limit=100`)).body).toMatchObject({ count: 1 });
  expect((await call(`${ENROLMENTS}?users=9001&limit=100`)).body.results!.length).toBeGreaterThan(0);
  expect((await call(`${ENROLMENTS}?educational_status=RARO`)).status).toBe(400);
  expect((await call(`${ENROLMENTS}?limit=5`, { academy: '7' })).body).toMatchObject({ count: 1 });
});
