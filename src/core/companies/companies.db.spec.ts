import { BOOTSTRAP_KEY, startPeopleApp, type PeopleApp } from '../../../test/support/people-app.js';
import { AuditService } from '../audit/index.js';
import { CompaniesService, isIanaZone } from './index.js';

describe('companies', () => {
  let app: PeopleApp;
  const key = BOOTSTRAP_KEY;
  beforeAll(async () => {
    app = await startPeopleApp();
  });
  afterAll(() => app.close());

  it('there is one from the start, whatever starts together', async () => {
    const companies = new CompaniesService(app.db, new AuditService(app.db));
    await Promise.all([companies.ensureDefaultCompany(), companies.ensureDefaultCompany()]);
    const { body } = await app.call('GET', '/api/companies', { key });
    expect(body).toMatchObject({ data: [{ code: 'default', country: 'CR', timezone: 'America/Costa_Rica', currency: 'CRC' }], next_cursor: null });
    expect(await companies.find('nada')).toBeNull();
    expect(await companies.find('default')).toMatchObject({ code: 'default' });
  });

  it('are created with defaults, once, and changed', async () => {
    const created = await app.call('POST', '/api/companies', { key, body: { code: 'bogota', name: 'Bogotá', country: 'CO', currency: 'COP', timezone: 'America/Bogota' } });
    expect(created).toMatchObject({ status: 201, body: { code: 'bogota', country: 'CO', currency: 'COP' } });
    expect((await app.call('POST', '/api/companies', { key, body: { code: 'corta', name: 'Corta' } })).body).toMatchObject({ currency: 'CRC' });
    expect((await app.call('POST', '/api/companies', { key, body: { code: 'bogota', name: 'Otra' } })).body).toMatchObject({ status: 409, code: 'company_exists' });
    const changed = await app.call('PATCH', '/api/companies/bogota', { key, body: { name: 'Bogotá Norte' } });
    expect(changed.body).toMatchObject({ name: 'Bogotá Norte', country: 'CO', currency: 'COP' });
    const { body } = await app.call('GET', '/api/audit?subject_type=company&subject_id=bogota', { key });
    expect(body.data).toMatchObject([{ action: 'company.updated', company: 'bogota', before: { name: 'Bogotá' } }, { action: 'company.created' }]);
  });

  it.each([
    [{ code: 'Mayúsculas' }, 'code'],
    [{ country: 'XX' }, 'country'],
    [{ country: 'cr' }, 'country'],
    [{ timezone: 'America/Springfield' }, 'timezone'],
    [{ timezone: '-06:00' }, 'timezone'],
    [{ currency: 'ABC' }, 'currency'],
    [{ currency: null }, 'currency'],
    [{ settings: {} }, 'settings'],
  ])('refuses %j', async (wrong, path) => {
    const { status, body } = await app.call('POST', '/api/companies', { key, body: { code: 'buena', name: 'Buena', ...wrong } });
    expect(status).toBe(400);
    expect(new Set(body.errors.map((error) => error.path))).toEqual(new Set([path]));
  });

  it('the code never changes', async () => {
    expect((await app.call('PATCH', '/api/companies/default', { key, body: { code: 'otro' } })).status).toBe(400);
  });
});

describe('the audit trail', () => {
  let app: PeopleApp;
  const key = BOOTSTRAP_KEY;
  beforeAll(async () => {
    app = await startPeopleApp();
    for (const code of ['azul', 'rojo']) await app.company(code);
  });
  afterAll(() => app.close());

  it('is read page by page, newest first, without gaps or repeats', async () => {
    for (let n = 0; n < 5; n++) await app.call('PATCH', '/api/companies/azul', { key, body: { name: `Azul ${n}` } });
    const seen: unknown[] = [];
    for (let cursor: unknown = ''; cursor !== null;) {
      const page: Awaited<ReturnType<typeof app.call>> = await app.call('GET', `/api/audit?action=company.updated&limit=2${cursor ? `&cursor=${String(cursor)}` : ''}`, { key });
      seen.push(...page.body.data.map(({ after }) => (after as { name: string }).name));
      cursor = page.body.next_cursor;
    }
    expect(seen).toEqual(['Azul 4', 'Azul 3', 'Azul 2', 'Azul 1', 'Azul 0']);
  });

  it('shows a manager only their companies', async () => {
    const manager = await app.key('manager', ['rojo']);
    const { body } = await app.call('GET', '/api/audit', { key: manager });
    expect(new Set(body.data.map(({ company }) => company))).toEqual(new Set(['rojo']));
    expect((await app.call('GET', '/api/audit?limit=0', { key: manager })).status).toBe(400);
    expect((await app.call('GET', '/api/audit?cursor=x', { key: manager })).status).toBe(400);
  });

  it('cannot be changed', async () => {
    await expect(app.db.query('UPDATE audit_log SET reason = NULL')).rejects.toThrow('append-only');
    await expect(app.db.query('DELETE FROM audit_log')).rejects.toThrow('append-only');
  });
});

it('isIanaZone knows zones from other texts', () => {
  expect(['America/Costa_Rica', 'UTC'].map(isIanaZone)).toEqual([true, true]);
  expect(['', '+00:00', 'Nowhere', null, 7].map(isIanaZone)).toEqual([false, false, false, false, false]);
});
