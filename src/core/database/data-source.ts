import type { Type } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { MIGRATIONS } from '../../../migrations/index.js';
import { ENTITIES } from './entities.js';

/**
 * A data source on `url`, not yet connected. Schema changes come from migrations only, never from `synchronize`.
 * `entities`: the integrations' own, beside the core's.
 * `patient`: statements may take as long as they need (a migration of a large table, waiting for another's).
 */
export function makeDataSource(url: string, options: { poolSize?: number; patient?: boolean; entities?: readonly Type[] } = {}): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities: [...ENTITIES, ...(options.entities ?? [])],
    migrations: MIGRATIONS,
    migrationsTransactionMode: 'each',
    poolSize: options.poolSize ?? 12,
    applicationName: 'puente',
    extra: {
      // A black hole must not hang a request: fail, say so, try again (reliability F7).
      connectionTimeoutMillis: 5_000,
      ...(options.patient ? {} : LIMITS),
      keepAlive: true,
      keepAliveInitialDelayMillis: 5_000,
    },
  });
}

const LIMITS = { statement_timeout: 30_000, query_timeout: 35_000, idle_in_transaction_session_timeout: 30_000 };
