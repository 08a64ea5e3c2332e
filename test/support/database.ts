import { randomUUID } from 'node:crypto';
import pg from 'pg';

export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/** A migrated database of its own, cloned from the run's template. KEEP_TEST_DB=1 leaves it, to look into after a failure. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `${given('PUENTE_TEST_RUN')}_${randomUUID().slice(0, 8)}`;
  // One at a time: PostgreSQL refuses to copy a template that another session is looking at.
  await onServer(async (client) => {
    await client.query('SELECT pg_advisory_lock(778899002)');
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${given('PUENTE_TEST_TEMPLATE')}`);
  });
  const url = new URL(given('PUENTE_TEST_SERVER'));
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => drop(name) };
}

async function drop(name: string): Promise<void> {
  if (process.env.KEEP_TEST_DB === '1') return;
  await onServer((client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
}

async function onServer(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: given('PUENTE_TEST_SERVER') });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function given(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: this test needs a tier with a database (jest.config.mjs)`);
  return value;
}
