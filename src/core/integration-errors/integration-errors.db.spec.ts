import type { AddressInfo } from 'node:net';
import type { INestApplication } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { createTestDatabase } from '../../../test/support/database.js';
import { openRooms } from '../../../test/support/rooms.js';
import { SYSTEM, type Caller } from '../auth/index.js';
import { makeDataSource } from '../database/data-source.js';
import { IntegrationFailure } from '../errors/index.js';
import { ProblemsModule } from '../problems/index.js';
import { IntegrationErrorsModule, IntegrationErrorsService, type ErrorReport } from './index.js';

const REPORT: ErrorReport = {
  company: 'acme', integration_name: 'toy', operation: 'push-invoice', entity_type: 'Sales Invoice', entity_external_id: 'INV-1',
  error_code: 'item_unmapped', error_category: 'validation_error', error_message: 'Falta el artículo «A».', error_details: { item: 'A', token: 'secret-1' },
};

describe('integration errors', () => {
  let database: { url: string; drop(): Promise<void> };
  let db: DataSource;
  let app: INestApplication;
  let errors: IntegrationErrorsService;
  let caller: Caller = SYSTEM;

  const http = async (method: string, path: string, body?: unknown) => {
    const { port } = app.getHttpServer().address() as AddressInfo;
    const answer = await fetch(`http://127.0.0.1:${port}/api/integrations/errors${path}`, {
      method, headers: { 'content-type': 'application/json' }, ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: await answer.json() };
  };
  const stored = async (id: string) => (await db.query('SELECT * FROM integration_error WHERE id = $1', [id]))[0];

  beforeAll(async () => {
    database = await createTestDatabase();
    db = await makeDataSource(database.url, { poolSize: 4 }).initialize();
    await db.query(`INSERT INTO company (code, name) VALUES ('acme', 'Acme'), ('other', 'Other') ON CONFLICT DO NOTHING`);
    const module = await openRooms(db, [ProblemsModule, IntegrationErrorsModule]);
    app = module.createNestApplication({ logger: false });
    app.use((request: { caller?: Caller }, _: unknown, next: () => void) => {
      request.caller = caller;
      next();
    });
    await app.listen(0, '127.0.0.1');
    errors = module.get(IntegrationErrorsService);
  });
  afterAll(async () => {
    await app.close();
    await db.destroy();
    await database.drop();
  });
  beforeEach(async () => {
    caller = SYSTEM;
    await db.query('DELETE FROM integration_error');
  });

  it('counts the same error up, shows the latest, and keeps secrets out', async () => {
    await Promise.all(Array.from({ length: 8 }, () => errors.record(REPORT)));
    const again = await errors.record({ ...REPORT, error_message: 'Sigue faltando «A»\u0000.' });
    expect(again).toMatchObject({ status: 'pending', occurrences: 9 });
    expect(await stored(again.id)).toMatchObject({ error_message: 'Sigue faltando «A»\uFFFD.', error_details: { item: 'A', token: '[redacted]' } });
    expect((await errors.record({ ...REPORT, error_code: 'tax_unmapped' })).occurrences).toBe(1);
  });

  it('is resolved by a later success, and opens again when it comes back', async () => {
    const { id } = await errors.record(REPORT);
    const { company, integration_name, entity_type, entity_external_id } = REPORT;
    expect(await errors.resolveFor({ company: 'other', integration_name, entity_type, entity_external_id })).toBe(0);
    expect(await errors.resolveFor({ company, integration_name, entity_type, entity_external_id, operation: 'else' })).toBe(0);
    expect(await errors.resolveFor({ company, integration_name, entity_type, entity_external_id })).toBe(1);
    expect(await stored(id)).toMatchObject({ status: 'resolved', resolved_by: 'system' });
    expect(await errors.record(REPORT)).toEqual({ id, status: 'pending', occurrences: 2 });
    expect(await stored(id)).toMatchObject({ resolved_at: null, resolved_by: null });
  });

  it('settles many entities at once: what is met again counts up, the rest of those looked at is resolved, others stay', async () => {
    const { company, integration_name, operation, entity_type } = REPORT;
    const of = (entity_external_id: string, error_code = 'item_unmapped'): ErrorReport => ({ ...REPORT, entity_external_id, error_code });
    for (const report of [of('A'), of('A', 'tax_unmapped'), of('B'), of('C')]) await errors.record(report);
    await errors.settle({ company, integration_name, operation, entity_type, checked: ['A', 'B', 'D'] }, [of('A'), of('D')]);
    const rows = await db.query('SELECT entity_external_id, error_code, status, occurrences FROM integration_error ORDER BY 1, 2');
    expect(rows.map((row: Record<string, unknown>) => Object.values(row).join(' '))).toEqual([
      'A item_unmapped pending 2', 'A tax_unmapped resolved 1', 'B item_unmapped resolved 1', 'C item_unmapped pending 1', 'D item_unmapped pending 1',
    ]);
  });

  it('writes a failed message and its later success by way of a journal', async () => {
    const writes: [string, unknown[]][] = [];
    const journal = { note: (text: string, values: unknown[]) => void writes.push([text, values]) };
    const message = { id: uuidv7(), company: 'acme', integration: 'toy', correlation_id: uuidv7(), external_reference: null };
    const what = { entity_type: 'Sales Invoice', operation: 'push-invoice' };
    errors.noteFailed(journal, message, what, new IntegrationFailure('conflict', { code: 'toy.9', message: 'Ya existe.', httpStatus: 409, details: { id: 7 } }));
    errors.noteResolved(journal, message, what);
    await db.query(...writes[0]!);
    expect((await db.query('SELECT * FROM integration_error'))[0]).toMatchObject({
      integration_name: 'toy', ...what, entity_external_id: message.correlation_id, message_id: message.id,
      error_category: 'conflict', error_code: 'toy.9', error_details: { id: 7, http_status: 409 }, status: 'pending',
    });
    await db.query(...writes[1]!);
    expect((await db.query('SELECT * FROM integration_error'))[0]).toMatchObject({ status: 'resolved', resolved_by: 'system' });
  });

  it('stays ignored, and still counts', async () => {
    const { id } = await errors.record(REPORT);
    expect(await http('PATCH', `/${id}`, { status: 'ignored' })).toMatchObject({ status: 200, body: { id, status: 'ignored', resolved_by: 'system' } });
    expect(await errors.record(REPORT)).toEqual({ id, status: 'ignored', occurrences: 2 });
    const { company, integration_name, entity_type, entity_external_id } = REPORT;
    expect(await errors.resolveFor({ company, integration_name, entity_type, entity_external_id })).toBe(0);
    expect((await http('PATCH', `/${id}`, { status: 'pending' })).body).toMatchObject({ status: 'pending', resolved_at: null, occurrences: 2 });
  });

  it('filters and pages by the specification', async () => {
    for (let n = 0; n < 5; n++) await errors.record({ ...REPORT, entity_external_id: `INV-${n}` });
    await errors.record({ ...REPORT, company: 'other', integration_name: 'toy2', entity_type: 'Client', operation: 'sync' });
    const first = (await http('GET', '?integration_name=toy&limit=3')).body;
    const rest = (await http('GET', `?integration_name=toy&limit=3&cursor=${first.next_cursor}`)).body;
    expect([...first.data, ...rest.data].map((row: { entity_external_id: string }) => row.entity_external_id)).toEqual(['INV-4', 'INV-3', 'INV-2', 'INV-1', 'INV-0']);
    expect(rest.next_cursor).toBeNull();
    for (const query of ['entity_type=Client', 'operation=sync', 'company=other', 'integration_name=toy2']) {
      expect((await http('GET', `?${query}`)).body.data).toHaveLength(1);
    }
    expect((await http('GET', '?status=resolved')).body.data).toEqual([]);
    expect((await http('GET', '?status=banana')).status).toBe(400);
    expect((await http('GET', '?limit=1001')).status).toBe(400);
  });

  it('changes many at once, only within the companies of the caller', async () => {
    const mine = await errors.record(REPORT);
    const foreign = await errors.record({ ...REPORT, company: 'other' });
    const missing = uuidv7();
    caller = { ...SYSTEM, type: 'user', name: 'Ana', role: 'operator', companies: ['acme'] };
    const done = await http('PATCH', '/bulk-update', { error_ids: [mine.id.toUpperCase(), foreign.id, missing], status: 'resolved' });
    expect(done).toEqual({ status: 200, body: { updated: 1, status: 'resolved', not_found: [foreign.id, missing] } });
    expect(await stored(mine.id)).toMatchObject({ status: 'resolved', resolved_by: 'Ana' });
    expect((await stored(foreign.id)).status).toBe('pending');
    expect((await http('PATCH', `/${foreign.id}`, { status: 'resolved' })).status).toBe(404);
    expect((await http('GET', '')).body.data.map((row: { id: string }) => row.id)).toEqual([mine.id]);
    expect((await http('GET', '?company=other')).status).toBe(404);
    const audit = await db.query(`SELECT actor_name, action, before, after FROM audit_log WHERE subject_id = $1`, [mine.id]);
    expect(audit).toEqual([{ actor_name: 'Ana', action: 'integration_error.resolved', before: { status: 'pending' }, after: { status: 'resolved' } }]);
  });

  it('refuses bodies that it does not know', async () => {
    const { id } = await errors.record(REPORT);
    expect((await http('PATCH', `/${id}`, { status: 'done' })).status).toBe(400);
    expect((await http('PATCH', `/${id}`, { status: 'resolved', extra: 1 })).status).toBe(400);
    expect((await http('PATCH', '/not-a-uuid', { status: 'resolved' })).status).toBe(404);
    expect((await http('PATCH', `/${uuidv7()}`, { status: 'resolved' })).status).toBe(404);
    expect((await http('PATCH', '/bulk-update', { error_ids: [], status: 'resolved' })).status).toBe(400);
    expect((await http('PATCH', '/bulk-update', { error_ids: ['1'], status: 'resolved' })).status).toBe(400);
  });
});
