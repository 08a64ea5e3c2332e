import { Injectable } from '@nestjs/common';
import type { Pool, PoolClient, QueryResult } from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import type { PreparedStatement } from './prepared.js';
import { surviveLostClients } from './survive-lost-clients.js';

/** Anything that runs one statement: the pool (own transaction each) or a client inside a transaction. */
export interface Queryable {
  query(statement: string | PreparedStatement, values?: unknown[]): Promise<QueryResult>;
}

export interface Statement {
  text: string;
  values: unknown[];
}

/** The hot paths speak SQL on TypeORM's own pool; everything else uses repositories on the same connections. */
@Injectable()
export class Database implements Queryable {
  readonly pool: Pool;

  constructor(readonly source: DataSource) {
    this.pool = surviveLostClients((source.driver as unknown as { master: Pool }).master);
  }

  query(statement: string | PreparedStatement, values?: unknown[]): Promise<QueryResult> {
    return this.pool.query(statement, values);
  }

  async rows<T>(statement: string | PreparedStatement, values?: unknown[]): Promise<T[]> {
    return (await this.pool.query(statement, values)).rows as T[];
  }

  /** Runs `work` in one transaction: one commit, or nothing at all. */
  async transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    try {
      await client.query('BEGIN');
      const result = await work(client);
      await client.query('COMMIT');
      client.release();
      return result;
    } catch (error) {
      if (isSilent(error)) client.release(error);
      else await rollback(client);
      throw error;
    }
  }

  /** The same with TypeORM's manager beside the statements, for rooms that take one. */
  managed<T>(work: (tx: Queryable, manager: EntityManager) => Promise<T>): Promise<T> {
    return this.source.transaction(async (manager) => work((await manager.queryRunner!.connect()) as Queryable, manager));
  }
}

// pg's own words for `query_timeout`. The connection still waits for that answer and would keep a ROLLBACK waiting behind it.
const isSilent = (error: unknown): error is Error => error instanceof Error && error.message === 'Query read timeout';

// A client that cannot even roll back is broken: destroy it instead of giving it to the next caller.
async function rollback(client: PoolClient): Promise<void> {
  try {
    await client.query('ROLLBACK');
    client.release();
  } catch (broken) {
    client.release(broken as Error);
  }
}
