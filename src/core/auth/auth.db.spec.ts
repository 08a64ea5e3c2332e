import { BOOTSTRAP_KEY, startPeopleApp, type PeopleApp } from '../../../test/support/people-app.js';

describe('the door of every route', () => {
  let app: PeopleApp;
  const keys: Record<string, string> = {};

  beforeAll(async () => {
    app = await startPeopleApp();
    for (const code of ['azul', 'rojo']) await app.company(code);
    keys.viewer = await app.key('viewer', ['azul']);
    keys.operator = await app.key('operator', ['azul']);
    keys.azul = await app.key('admin', ['azul']);
    keys.rojo = await app.key('admin', ['rojo']);
    keys.all = await app.key('admin', ['*']);
  });
  afterAll(() => app.close());

  it('asks for a caller, and says how', async () => {
    const { status, headers, body } = await app.call('GET', '/api/companies');
    expect({ status, challenge: headers.get('www-authenticate'), type: headers.get('content-type') }).toEqual({
      status: 401, challenge: 'Bearer realm="puente"', type: 'application/problem+json; charset=utf-8',
    });
    expect(body).toMatchObject({ type: 'urn:puente:problem:unauthenticated', status: 401, instance: '/api/companies', code: 'unauthenticated' });
  });

  it.each(['wrong', 'puente_abcdefgh_' + 'x'.repeat(43), BOOTSTRAP_KEY + 'x', BOOTSTRAP_KEY.slice(0, -1)])('refuses the key %s', async (key) => {
    const answer = await app.call('GET', '/api/companies', { key });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toContain('invalid_token');
  });

  it('takes a key either way, and the bootstrap key', async () => {
    const bearer = { authorization: `Bearer ${keys.viewer}` };
    expect((await app.call('GET', '/api/companies', { headers: bearer })).body.data).toMatchObject([{ code: 'azul' }]);
    expect((await app.call('GET', '/api/companies', { key: keys.viewer })).status).toBe(200);
    expect((await app.call('GET', '/api/companies', { key: BOOTSTRAP_KEY })).body.data).toHaveLength(3);
  });

  it('lets a viewer read and an operator change, unless the route says more', async () => {
    expect((await app.call('POST', '/spec/change', { key: keys.viewer })).status).toBe(403);
    expect((await app.call('POST', '/spec/change', { key: keys.operator })).status).toBe(201);
    expect((await app.call('GET', '/api/users', { key: keys.operator })).status).toBe(403);
    expect((await app.call('GET', '/api/audit', { key: keys.operator })).status).toBe(403);
  });

  it('audits what it refuses', async () => {
    await app.call('POST', '/api/companies?name=x', { key: keys.viewer, body: {} });
    const { body } = await app.call('GET', '/api/audit?action=access.denied&limit=1', { key: keys.all });
    expect(body.data).toMatchObject([{ actor_type: 'api_key', actor_name: 'viewer', subject_id: 'POST /api/companies', reason: 'role_too_low' }]);
  });

  it('a revoked or expired key opens nothing', async () => {
    const created = await app.call('POST', '/api/api-keys', { key: keys.all, body: { name: 'short', role: 'viewer', companies: ['azul'] } });
    const { key, id } = created.body;
    expect(key).toMatch(/^puente_[a-z0-9]{8}_[\w-]{43}$/);
    expect((await app.call('GET', '/api/companies', { key })).status).toBe(200);
    expect((await app.call('DELETE', `/api/api-keys/${id}`, { key: keys.all })).status).toBe(204);
    expect((await app.call('GET', '/api/companies', { key })).status).toBe(401);

    const soon = await app.key('viewer', ['azul']);
    await app.db.query(`UPDATE api_key SET expires_at = now() + interval '700 ms' WHERE prefix = $1`, [soon.slice(7, 15)]);
    expect((await app.call('GET', '/api/companies', { key: soon })).status).toBe(200);
    await new Promise((done) => setTimeout(done, 800));
    expect((await app.call('GET', '/api/companies', { key: soon })).status).toBe(401);
  });

  it('keeps no key, shows it once, and notes its use', async () => {
    const { body } = await app.call('POST', '/api/api-keys', { key: keys.all, body: { name: 'n', role: 'viewer', companies: ['azul'], expires_at: '2099-01-01' } });
    await app.call('GET', '/api/companies', { key: body.key });
    const secret = body.key.slice(16);
    const [stored]: { found: string }[] = await app.db.query(
      `SELECT string_agg(t::text, '') AS found FROM (SELECT k::text AS t FROM api_key k UNION ALL SELECT a::text FROM audit_log a) x`);
    expect(stored?.found).not.toContain(secret);
    const { body: list } = await app.call('GET', '/api/api-keys', { key: keys.all });
    const row = list.data.find((one) => one.id === body.id);
    expect(row).toMatchObject({ prefix: body.key.slice(7, 15), expires_at: '2099-01-01T00:00:00.000Z' });
    expect(row).not.toHaveProperty('key_hash');
    await eventually(async () => {
      const [used]: { last_used_at: Date | null }[] = await app.db.query('SELECT last_used_at FROM api_key WHERE id = $1', [body.id]);
      expect(used?.last_used_at).toBeInstanceOf(Date);
    });
  });

  describe('companies of others', () => {
    it('do not exist', async () => {
      expect((await app.call('GET', '/api/companies/rojo', { key: keys.azul })).status).toBe(404);
      expect((await app.call('PATCH', '/api/companies/rojo', { key: keys.azul, body: { name: 'x' } })).status).toBe(404);
      expect((await app.call('GET', '/api/audit?company=rojo', { key: keys.azul })).status).toBe(404);
      const user = { email: 'rosa@rojo.example', name: 'Rosa', password: 'clavelarga', role: 'viewer', companies: ['rojo'] };
      const { body } = await app.call('POST', '/api/users', { key: keys.rojo, body: user });
      expect((await app.call('GET', `/api/users/${body.id}`, { key: keys.azul })).status).toBe(404);
      expect((await app.call('PATCH', `/api/users/${body.id}`, { key: keys.azul, body: { password: 'nuevaclave' } })).status).toBe(404);
      const emails = (await app.call('GET', '/api/users', { key: keys.azul })).body.data.map((one) => one.email);
      expect(emails).not.toContain('rosa@rojo.example');
      const rojos = (await app.call('GET', '/api/api-keys', { key: keys.rojo })).body.data;
      expect(rojos).toHaveLength(1);
      expect((await app.call('DELETE', `/api/api-keys/${rojos[0]!.id as string}`, { key: keys.azul })).status).toBe(404);
      expect((await app.call('GET', '/api/companies/rojo', { key: keys.rojo })).status).toBe(200);
    });

    it('cannot be given away, nor added to', async () => {
      const grant = { name: 'x', role: 'viewer' };
      for (const companies of [['*'], ['rojo'], ['azul', 'rojo'], ['nada']]) {
        expect((await app.call('POST', '/api/api-keys', { key: keys.azul, body: { ...grant, companies } })).status).toBe(403);
      }
      expect((await app.call('POST', '/api/companies', { key: keys.azul, body: { code: 'mia', name: 'Mía' } })).status).toBe(403);
      expect((await app.call('POST', '/api/api-keys', { key: keys.all, body: { ...grant, companies: ['nada'] } })).body.errors).toEqual([
        { path: 'companies[0]', message: 'no existe la empresa «nada»' },
      ]);
    });
  });
});

/** What happens beside the request, within two seconds. */
async function eventually(check: () => Promise<void>, until = Date.now() + 2_000): Promise<void> {
  try {
    await check();
  } catch (error) {
    if (Date.now() > until) throw error;
    await new Promise((done) => setTimeout(done, 50));
    await eventually(check, until);
  }
}
