import { Filter, type ActionContext } from 'adminjs';
import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import type { Role } from '../../core/auth/roles.js';
import { makeDataSource } from '../../core/database/index.js';
import { IntegrationRegistry } from '../../core/integration/index.js';
import { resources } from '../resources/index.js';
import type { EntityResource } from './entity-resource.js';

let database: TestDatabase;
let db: DataSource;
let all: Map<string, EntityResource>;
const ids: Record<string, string> = {};

const asking = (companies: string[], role: Role = 'admin') =>
  ({ currentAdmin: { caller: { type: 'user', id: uuidv7(), name: 'Ana', role, companies } } }) as unknown as ActionContext;
const EVERYTHING = asking(['*']);

async function find(resource: string, filters: Record<string, unknown>, context = EVERYTHING): Promise<string[]> {
  const one = all.get(resource)!;
  const records = await one.find(new Filter(filters, one), { limit: 50, offset: 0, sort: { sortBy: 'id', direction: 'desc' } }, context);
  expect(await one.count(new Filter(filters, one), context)).toBe(records.length);
  return records.map((record) => String(record.id()));
}

async function message(name: string, company: string, columns: Record<string, unknown> = {}): Promise<void> {
  const id = (ids[name] = uuidv7());
  const row: Record<string, unknown> = { id, company, integration: 'alegra', direction: 'inbound', event_type: 'pos_invoice.on_submit', order_id: id, correlation_id: id, trigger: 'webhook', ...columns };
  const names = Object.keys(row);
  await db.query(`INSERT INTO integration_message (${names.join(', ')}) VALUES (${names.map((_, index) => `$${index + 1}`).join(', ')})`, Object.values(row));
}

beforeAll(async () => {
  database = await createTestDatabase();
  db = await makeDataSource(database.url, { poolSize: 2 }).initialize();
  all = new Map(resources({ db, registry: new IntegrationRegistry([]) }).map(({ resource }) => [(resource as EntityResource).id(), resource as EntityResource]));
  await db.query(`INSERT INTO company (code, name) VALUES ('norte', 'Norte'), ('sur', 'Sur')`);
  await message('first', 'norte', { external_reference: 'ACC-POS-0001', status: 'processed', outcome: 'failed', error_category: 'validation_error', attempt: 2 });
  await message('second', 'norte', { external_reference: 'ACC-POS-0002' });
  await message('third', 'sur', { external_reference: '50%_OFF', event_type: 'sales_invoice.on_submit' });
  for (const [name, duration_ms] of [['quick', 5], ['quick too', 5], ['slow', 900]] as const) await message(name, 'sur', { duration_ms, direction: 'outbound' });
  await db.query(`INSERT INTO integration_credential (integration, company, environment, base_url, secrets, secret_names, metadata, active)
    VALUES ('alegra', 'norte', 'sandbox', 'http://a', 'cifrado', '{token}', '{"country":"CR","tax_map":{"13":"1"}}', true),
           ('alegra', 'sur', 'production', 'http://b', 'cifrado', '{}', '{}', false)`);
  await db.query(`INSERT INTO app_user (id, email, name, password_hash, role, companies) VALUES
    ($1, 'ana@example.test', 'Ana', 'x', 'admin', '{*}'), ($2, 'nora@example.test', 'Nora', 'x', 'viewer', '{norte}'), ($3, 'dos@example.test', 'Dos', 'x', 'viewer', '{norte,sur}')`,
    [(ids.ana = uuidv7()), (ids.nora = uuidv7()), (ids.both = uuidv7())]);
});

afterAll(async () => {
  await db?.destroy();
  await database?.drop();
});

describe('filters of every kind of column', () => {
  it('finds by choice, text, uuid, number and time', async () => {
    expect(await find('messages', { outcome: 'failed' })).toEqual([ids.first]);
    expect(await find('messages', { external_reference: 'ACC-POS' })).toEqual([ids.second, ids.first]);
    expect(await find('messages', { external_reference: '*pos-0002' })).toEqual([ids.second]);
    expect(await find('messages', { external_reference: '50%_' })).toEqual([ids.third]);
    expect(await find('messages', { external_reference: '"ACC-POS"' })).toEqual([]);
    expect(await find('messages', { correlation_id: ids.second })).toEqual([ids.second]);
    expect(await find('messages', { attempt: '2' })).toEqual([ids.first]);
    const hour = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
    expect(await find('messages', { 'received_at~~from': hour(-1), 'received_at~~to': hour(1) }, asking(['norte']))).toHaveLength(2);
    expect(await find('messages', { 'received_at~~from': hour(1) })).toEqual([]);
    expect(await find('messages', { 'received_at~~to': hour(-1) })).toEqual([]);
  });

  it('finds by yes and no, by lists, and inside JSON', async () => {
    expect(await find('credentials', { active: 'true' })).toEqual(['1']);
    expect(await find('credentials', { metadata: '{"country":"CR"}' })).toEqual(['1']);
    expect(await find('credentials', { metadata: 'tax_map.13=1' })).toEqual(['1']);
    expect(await find('credentials', { metadata: 'tax_map' })).toEqual(['1']);
    expect(await find('users', { companies: 'sur' })).toEqual([ids.both]);
  });

  it('refuses a column it does not have and a value that cannot be, in words, rather than showing everything', async () => {
    const why = async (resource: string, filters: Record<string, unknown>) => {
      const refused = (await find(resource, filters).then(() => null, (error: unknown) => error)) as { getStatus(): number; details: { errors: { path: string; es: string }[] } };
      expect(refused.getStatus()).toBe(400);
      return refused.details.errors.map(({ path, es }) => `${path} ${es}`).join();
    };
    expect(await why('credentials', { secrets: 'cifrado' })).toBe('secrets no es un filtro de esta lista');
    expect(await why('messages', { correlation_id: 'no es un uuid' })).toContain('correlation_id es un identificador');
    expect(await why('messages', { outcome: 'perdido' })).toContain('outcome es uno de: succeeded, failed');
    expect(await why('messages', { 'received_at~~from': 'ayer' })).toContain('received_at es una fecha y hora');
    expect(await why('messages', { attempt: 'dos' })).toContain('«dos» no lo es');
  });

  it('finds words and places of the payload, as far as the search holds them, and what is not in it yet', async () => {
    await message('written', 'norte', { external_reference: 'TXT-1', status: 'processed', outcome: 'succeeded', payload: JSON.stringify({ customer: { identification: '3101999888' }, remarks: 'Bodega <b>sur</b> & 50%' }) });
    await message('arrived', 'norte', { external_reference: 'TXT-2', payload: JSON.stringify({ customer: { identification: '3101999888' } }) });
    await db.query(`INSERT INTO message_search SELECT id, to_tsvector('simple', concat_ws(' ', external_reference, payload::text)) FROM integration_message WHERE id = $1`, [ids.written]);
    expect(await find('messages', { q: '3101999888' })).toEqual([ids.written]);
    expect(await find('messages', { q: 'TXT-' })).toEqual([ids.arrived, ids.written]);
    expect(await find('messages', { q: ids.arrived })).toEqual([ids.arrived]);
    expect(await find('messages', { json_path: 'customer.identification=3101999888' })).toEqual([ids.arrived, ids.written]);
    expect(await find('messages', { json_path: 'remarks=Bodega <b>sur</b> & 50%' })).toEqual([ids.written]);
    expect(await find('messages', { json_path: 'customer.identification=3101999888' }, asking(['sur']))).toEqual([]);
    for (const q of [`' OR 1=1 --`, '%', '😀"<script>', '((', '"', ':*&|!', '\\']) expect(await find('messages', { q })).toEqual([]);
    for (const json_path of ['=', '$', '..=1', '[=', 'a.b.c']) expect(await find('messages', { json_path })).toEqual([]);
  });
});

describe('page by page', () => {
  const walk = async (request: Record<string, unknown>) => {
    const { rows } = all.get('messages')!;
    const caller = { type: 'user', id: uuidv7(), name: 'Ana', role: 'admin', companies: ['*'] } as const;
    const seen: string[] = [];
    const places: (string | null)[] = [];
    let after: string | undefined;
    do {
      const page = await rows.page({ ...caller, companies: ['*'] }, { ...request, limit: 2, after });
      seen.push(...page.rows.map(({ id }) => String(id)));
      places.push(page.previous);
      after = page.next ?? undefined;
    } while (after);
    // And back from the last page to the first.
    const back: string[] = [];
    for (let before = places.at(-1) ?? undefined; before; ) {
      const page = await rows.page({ ...caller, companies: ['*'] }, { ...request, limit: 2, before });
      back.unshift(...page.rows.map(({ id }) => String(id)));
      before = page.previous ?? undefined;
    }
    return { seen, back };
  };

  it.each(['received_at', 'external_reference', 'duration_ms'])('meets every row once, there and back, ordered by %s either way, those without a value last', async (sortBy) => {
    const column = sortBy === 'received_at' ? 'id' : sortBy;
    for (const direction of ['asc', 'desc']) {
      const by = sortBy === 'external_reference' ? `USING ${direction === 'asc' ? '~<~' : '~>~'}` : direction;
      const expected = (await db.query<{ id: string }[]>(`SELECT id FROM integration_message ORDER BY ${column} IS NULL, ${column} ${by}, id ${direction}`)).map(({ id }) => id);
      const { seen, back } = await walk({ sortBy, direction });
      expect(seen).toEqual(expected);
      expect(back).toEqual(expected.slice(0, back.length));
      expect(back.length).toBeGreaterThanOrEqual(expected.length - 2);
    }
  });

  it('starts at the beginning with a place that nobody gave out', async () => {
    const { rows } = all.get('messages')!;
    const caller = { type: 'user', id: uuidv7(), name: 'Ana', role: 'admin', companies: ['*'] } as const;
    for (const after of ['%%%', '', Buffer.from('[1,2]').toString('base64url')]) expect((await rows.page({ ...caller, companies: ['*'] }, { after, limit: 2 })).rows).toHaveLength(2);
  });
});

describe('whose rows', () => {
  const north = asking(['norte']);

  it('shows only rows of the companies of whoever asks, by list, by id and in bulk', async () => {
    expect(await find('messages', {}, north)).toEqual([ids.arrived, ids.written, ids.second, ids.first]);
    expect(await find('credentials', {}, north)).toEqual(['1']);
    expect(await find('companies', {}, north)).toEqual(['norte']);
    expect(await find('messages', {}, asking([]))).toEqual([]);
    const messages = all.get('messages')!;
    expect(await messages.findOne(ids.third!, north)).toBeNull();
    expect((await messages.findMany([ids.third!, ids.first!], north)).map((record) => record.id())).toEqual([ids.first]);
  });

  it('shows a person only to those who see all companies of that person', async () => {
    expect(await find('users', {}, north)).toEqual([ids.nora]);
  });

  it('refuses to answer nobody', async () => {
    const messages = all.get('messages')!;
    await expect(messages.findOne(ids.first!, undefined)).rejects.toThrow('signed-in');
    await expect(messages.count(new Filter({}, messages))).rejects.toThrow('signed-in');
  });
});

describe('what is read', () => {
  it('never reads secrets, hashes or bodies', () => {
    const read = [...all.values()].flatMap((resource) => resource.properties().map((property) => property.path()));
    for (const hidden of ['secrets', 'password_hash', 'key_hash', 'payload', 'payload_raw', 'response_raw', 'request_headers']) expect(read).not.toContain(hidden);
  });

  it('gives JSON as its text, and orders only by columns that are allowed', async () => {
    const credentials = all.get('credentials')!;
    const [record] = await credentials.find(new Filter({ active: 'true' }, credentials), { sort: { sortBy: 'secrets"; DROP TABLE company --', direction: 'asc' } }, EVERYTHING);
    expect(JSON.parse(String(record!.param('metadata')))).toEqual({ country: 'CR', tax_map: { 13: '1' } });
  });

  it('writes nothing', async () => {
    await expect(all.get('messages')!.update(ids.first!, {}, EVERYTHING)).rejects.toThrow();
    await expect(all.get('messages')!.delete(ids.first!, EVERYTHING)).rejects.toThrow();
    await expect(all.get('messages')!.create({}, EVERYTHING)).rejects.toThrow();
  });
});
