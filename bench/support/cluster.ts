import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../src/core/database/embedded/index.js';
import { makeDataSource } from '../../src/core/database/index.js';

/** A PostgreSQL of our own that keeps its promises (fsync, synchronous commit), with one migrated database to clone. */
export class Cluster {
  private constructor(
    private readonly admin: pg.Client,
    private readonly address: string,
    readonly close: () => Promise<void>,
  ) {}

  static async open(): Promise<Cluster> {
    const folder = await mkdtemp(join(tmpdir(), 'puente-bench-'));
    const start = () => startEmbeddedPostgres({ dataDir: folder, log: () => undefined, durable: true });
    const first = await start();
    await once(first.url, `ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'`);
    await first.stop();
    const server = await start();
    const admin = new pg.Client({ connectionString: server.url });
    await admin.connect();
    await admin.query('CREATE EXTENSION pg_stat_statements');
    const close = async () => {
      await admin.end();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    };
    const cluster = new Cluster(admin, server.url, close);
    const source = await makeDataSource(await cluster.create('bench_template', 'template1')).initialize();
    await source.runMigrations();
    await source.query(`INSERT INTO company (code, name, country, timezone, currency) VALUES ('default', 'Comercial Ejemplo', 'CR', 'America/Costa_Rica', 'CRC') ON CONFLICT DO NOTHING`);
    await source.destroy();
    return cluster;
  }

  /** The address of a new database, migrated and empty. */
  async create(name: string, template = 'bench_template'): Promise<string> {
    await this.admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
    const url = new URL(this.address);
    url.pathname = `/${name}`;
    return url.href;
  }

  async settings(): Promise<Record<string, string>> {
    const { rows } = await this.admin.query<{ name: string; setting: string }>(
      `SELECT name, setting FROM pg_settings WHERE name IN ('server_version', 'fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers')`,
    );
    return Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
  }

  /** What one database has done so far. Writes and WAL are the whole server's: nothing else may write meanwhile. */
  async counters(database: string): Promise<Counters> {
    const { rows } = await this.admin.query<Record<keyof Counters, string>>(
      `SELECT xact_commit AS commits, pg_snapshot_xmax(pg_current_snapshot())::text AS writes, pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') AS wal,
         (SELECT coalesce(sum(calls), 0) FROM pg_stat_statements s WHERE s.dbid = d.datid) AS statements
       FROM pg_stat_database d WHERE datname = $1`,
      [database],
    );
    return Object.fromEntries(Object.entries(rows[0]!).map(([name, value]) => [name, Number(value)])) as unknown as Counters;
  }
}

export interface Counters {
  /** Transactions committed, also those that only read. */
  commits: number;
  /** Transactions that changed something: each is a flush of the WAL, unless it shared one. */
  writes: number;
  statements: number;
  /** Bytes. */
  wal: number;
}

export async function once<Row extends pg.QueryResultRow>(url: string, text: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}
