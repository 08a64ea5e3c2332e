import pg from 'pg';

/** Rows generated for the lists of people: three companies, five integrations, both directions, every outcome. */
export const MANY = Number(process.env.BENCH_ROWS ?? 1_000_000);

// Made by PostgreSQL itself. One in four is a call made; of what was received one in twenty failed, one in fifty waits for its retry.
const FILL = `
  INSERT INTO integration_message (id, company, integration, direction, event_type, external_reference, dedupe_key, order_key, order_id, correlation_id, parent_id,
    trigger, http_method, url, http_status, payload_raw, payload, received_at, finished_at, duration_ms, status, outcome, error_category, error_code, error_message)
  SELECT id, company, integration, CASE WHEN outbound THEN 'outbound' ELSE 'inbound' END, event, 'ACC-' || upper(company) || '-' || lpad(n::text, 7, '0'),
    CASE WHEN NOT outbound THEN 'd' || n END, CASE WHEN NOT outbound THEN 'o' || n END, id, chain, CASE WHEN outbound THEN chain END,
    CASE WHEN n % 37 = 0 THEN 'schedule' ELSE 'webhook' END, 'POST', '/api', CASE WHEN outbound THEN CASE WHEN failed THEN 422 ELSE 201 END END,
    convert_to(body::text, 'UTF8'), body, at, at + interval '1 second', (n::bigint * 7919 % 4000)::int, 'processed',
    CASE WHEN failed THEN 'failed' WHEN n % 50 = 1 AND NOT outbound THEN 'retry_scheduled' WHEN n % 91 = 0 THEN 'skipped' ELSE 'succeeded' END,
    CASE WHEN failed THEN (ARRAY['validation_error','authentication_error','server_error','timeout'])[1 + n / 20 % 4] END,
    CASE WHEN failed THEN 'alegra.' || (400 + n / 20 % 30) END, CASE WHEN failed THEN 'El cliente no existe.' END
  FROM generate_series($1::int, $2::int) AS n,
    LATERAL (SELECT now() - ($3::int - n) * interval '4 seconds' AS at, n % 4 = 3 AS outbound, n % 20 = 0 AS failed,
      (ARRAY['norte','sur','default'])[1 + n % 3] AS company, (ARRAY['alegra','alegra','oppen','hacienda','erpnext','devengo'])[1 + n / 3 % 6] AS integration,
      (ARRAY['pos_invoice.on_submit','sales_invoice.on_submit','credit_note.on_submit','contact.on_update'])[1 + n / 7 % 4] AS event) AS m,
    LATERAL (SELECT uuidv7((n - $3::int) * interval '4 seconds') AS id, uuidv7((n - n % 4 - $3::int) * interval '4 seconds') AS chain,
      jsonb_build_object('name', 'ACC-' || upper(company) || '-' || lpad(n::text, 7, '0'), 'grand_total', n % 90000, 'remarks', 'Entrega en bodega',
        'customer', jsonb_build_object('identification', (3101000000 + n % 50000)::text, 'name', 'Ferretería ' || (ARRAY['El Roble','La Ceiba','El Cedro'])[1 + n % 3])) AS body) AS made`;

const SEARCHABLE = `
  INSERT INTO message_search (message_id, document)
  SELECT id, to_tsvector('simple', concat_ws(' ', external_reference, error_message, payload::text))
  FROM integration_message WHERE direction = 'inbound' AND id >= $1 AND id < $2`;

/** Fills `url`'s log. Indexes are taken away and made again afterwards: a tenth of the time. */
export async function fillLog(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`SET session_replication_role = replica; SET synchronous_commit = off; SET maintenance_work_mem = '512MB'; SET max_parallel_maintenance_workers = 2`);
    await client.query(`INSERT INTO company (code, name, country, timezone, currency) VALUES ('norte', 'Norte', 'CR', 'America/Costa_Rica', 'CRC'), ('sur', 'Sur', 'CR', 'America/Costa_Rica', 'CRC') ON CONFLICT DO NOTHING`);
    const { rows: indexes } = await client.query<{ name: string; definition: string }>(
      `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
       WHERE indrelid IN ('integration_message'::regclass, 'message_search'::regclass) AND NOT indisprimary`);
    for (const { name } of indexes) await client.query(`DROP INDEX ${name}`);
    await client.query('ALTER TABLE integration_message SET UNLOGGED; ALTER TABLE message_search SET UNLOGGED');
    await halves(url, FILL, (from, to) => [from, to, MANY]);
    const { rows: [middle] } = await client.query<{ id: string }>(`SELECT id FROM integration_message ORDER BY id OFFSET ${Math.floor(MANY / 2)} LIMIT 1`);
    const ends = ['00000000-0000-0000-0000-000000000000', middle!.id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'];
    await halves(url, SEARCHABLE, (_from, _to, half) => [ends[half], ends[half + 1]]);
    for (const { definition } of indexes) await client.query(definition);
    await client.query('VACUUM ANALYZE integration_message');
    await client.query('VACUUM ANALYZE message_search');
  } finally {
    await client.end();
  }
}

/** Two connections, a half each: there are two processors. */
async function halves(url: string, text: string, values: (from: number, to: number, half: number) => unknown[]): Promise<void> {
  const middle = Math.floor(MANY / 2);
  await Promise.all([[1, middle], [middle + 1, MANY]].map(async ([from, to], half) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      await client.query('SET session_replication_role = replica; SET synchronous_commit = off');
      await client.query(text, values(from!, to!, half));
    } finally {
      await client.end();
    }
  }));
}
