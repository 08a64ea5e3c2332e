import pg from 'pg';

/** What the server says at its door: come in, not with this password, or not now (starting, stopping, not listening yet). */
export async function knock(address: string): Promise<'welcome' | 'refused' | 'later'> {
  const client = new pg.Client({ connectionString: `${address}/postgres`, connectionTimeoutMillis: 3_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return 'welcome';
  } catch (error) {
    return (error as { code?: string }).code === '28P01' ? 'refused' : 'later';
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Makes the database when missing; returns its connection string. */
export async function ensureDatabase(address: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: `${address}/postgres`, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
    return `${address}/${name}`;
  } finally {
    await client.end();
  }
}
