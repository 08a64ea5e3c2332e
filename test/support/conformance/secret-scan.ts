import { sql } from './tenant.js';

const base64 = (text: string) => Buffer.from(text).toString('base64').replace(/=+$/, '');

/** Every shape in which secrets travel: as they are, in base64, and as the pair of HTTP Basic. */
export const shapesOf = (secrets: readonly string[]): string[] => [
  ...new Set(secrets.flatMap((secret) => [secret, base64(secret), ...secrets.map((other) => base64(`${secret}:${other}`))])),
];

/** Where in the database one of `needles` is written: `schema.table.column`, queues included. */
export async function placesOf(databaseUrl: string, needles: readonly string[]): Promise<string[]> {
  const columns = await sql<{ place: string; source: string; name: string; type: string }>(
    databaseUrl,
    `SELECT format('%s.%s.%s', table_schema, table_name, column_name) AS place, format('%I.%I', table_schema, table_name) AS source,
            format('%I', column_name) AS name, data_type AS type
     FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')
       AND data_type IN ('text', 'character varying', 'json', 'jsonb', 'bytea', 'ARRAY')`,
  );
  const found = [];
  for (const { place, source, name, type } of columns) {
    // `escape` leaves printable bytes as they are, whatever surrounds them.
    const text = type === 'bytea' ? `encode(${name}, 'escape')` : `${name}::text`;
    const rows = await sql(databaseUrl, `SELECT 1 FROM ${source} WHERE EXISTS (SELECT FROM unnest($1::text[]) needle WHERE strpos(${text}, needle) > 0) LIMIT 1`, [needles]);
    if (rows.length > 0) found.push(place);
  }
  return found;
}
