import { createPostgresBackend, Queue, setDefaultBackendFactory, type QueueOptions } from 'bullmq';
import { Pool } from 'pg';
import { surviveLostClients } from '../database/survive-lost-clients.js';

/** Where the queues live, opened once per process and shared by every queue and worker. */
export interface QueueBackend {
  kind: 'postgres' | 'redis';
  connection: QueueOptions['connection'];
  close(): Promise<void>;
}

/** PostgreSQL by default (ADR 1), Redis or Valkey when asked for. Creates BullMQ's own schema `bullmq` if needed. */
export async function openQueueBackend(databaseUrl: string, redisUrl?: string): Promise<QueueBackend> {
  if (redisUrl) return { kind: 'redis', connection: redisConnection(redisUrl), close: async () => undefined };

  setDefaultBackendFactory(createPostgresBackend as never);
  await migrate(databaseUrl);
  const pool = new Pool({
    connectionString: databaseUrl,
    // BullMQ's statements name no schema, and a ready-made pool must bring the search path itself.
    options: '-c search_path=bullmq',
    application_name: 'puente-queue',
    max: 16,
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
  });
  surviveLostClients(pool);
  return { kind: 'postgres', connection: pool as never, close: () => pool.end() };
}

async function migrate(connectionString: string): Promise<void> {
  const probe = new Queue('migrate', { connection: { connectionString, migrate: true, max: 1 } as never });
  try {
    await probe.waitUntilReady();
  } finally {
    await probe.close();
  }
}

function redisConnection(url: string): QueueOptions['connection'] {
  const { hostname, port, username, password, protocol, pathname } = new URL(url);
  return {
    host: hostname,
    port: Number(port || 6379),
    username: username || undefined,
    password: password ? decodeURIComponent(password) : undefined,
    db: Number(pathname.slice(1) || 0),
    tls: protocol === 'rediss:' ? {} : undefined,
    maxRetriesPerRequest: null,
  } as never;
}
