import { createHash } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { MIGRATIONS } from '../../migrations/index.js';
import { startEmbeddedPostgres, stopEmbeddedPostgres } from '../../src/core/database/embedded/index.js';
import { openTempFolder } from './temp-folder.js';

// Bundled and run by the global set-up, outside Jest: it may not reach for entities, whose decorators need the real build.
const PREFIX = 'puente-test-';
const ABANDONED_AFTER_S = 6 * 3600;

export interface TestCluster {
  /** Connection string of a superuser, to the database `postgres`. */
  url: string;
  /** The migrated database to clone. Every database of this run starts with `run`. */
  template: string;
  run: string;
  close(keep: boolean): Promise<void>;
}

/** One server for the whole test run, with one migrated template. TEST_DATABASE_URL names a server to use instead of our own. */
export async function openTestCluster(): Promise<TestCluster> {
  await removeLeftovers();
  const server = await (process.env.TEST_DATABASE_URL ? existingServer(process.env.TEST_DATABASE_URL) : ownServer());
  const run = `puente_test_${Math.floor(Date.now() / 1000)}_${createHash('sha1').update(`${process.pid}`).digest('hex').slice(0, 6)}`;
  const template = `${run}_template`;
  try {
    await query(server.url, `CREATE DATABASE ${template}`);
    await migrate(server.url, template);
  } catch (error) {
    await server.close(run);
    throw error;
  }
  return { url: server.url, template, run, close: (keep) => (keep ? Promise.resolve() : server.close(run)) };
}

interface Server {
  url: string;
  close(run: string): Promise<void>;
}

async function ownServer(): Promise<Server> {
  const folder = await openTempFolder(`${PREFIX}${process.pid}-`);
  const { url, stop } = await startEmbeddedPostgres({ dataDir: folder, log: () => undefined, durable: false });
  const close = async () => {
    await stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { url: url.replace(/\/puente$/, '/postgres'), close };
}

async function existingServer(url: string): Promise<Server> {
  await dropDatabases(url, (_name, madeAt) => Date.now() / 1000 - madeAt > ABANDONED_AFTER_S);
  return { url, close: (run) => dropDatabases(url, (name) => name.startsWith(run)) };
}

async function dropDatabases(url: string, chosen: (name: string, madeAt: number) => boolean): Promise<void> {
  const { rows } = await query(url, `SELECT datname FROM pg_database WHERE datname LIKE 'puente\\_test\\_%'`);
  for (const { datname } of rows as { datname: string }[]) {
    if (chosen(datname, Number(datname.split('_')[2]))) await query(url, `DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`);
  }
}

async function migrate(url: string, database: string): Promise<void> {
  const address = new URL(url);
  address.pathname = `/${database}`;
  const source = await new DataSource({ type: 'postgres', url: address.href, migrations: MIGRATIONS, migrationsTransactionMode: 'each' }).initialize();
  await source.runMigrations();
  await source.destroy();
}

/** A killed run leaves its server running and its folder behind. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length).split('-')[0]) : 0;
    if (!pid || runs(pid)) continue;
    const folder = join(tmpdir(), name);
    await stopEmbeddedPostgres(folder).catch(() => undefined);
    await rm(folder, { recursive: true, force: true }).catch(() => undefined); // another user's: theirs to clean
  }
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function query(url: string, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}
