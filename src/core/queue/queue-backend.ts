import { createPostgresBackend, Queue, setDefaultBackendFactory, type QueueOptions } from 'bullmq';
import { Redis } from 'ioredis';
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
  if (redisUrl) return openRedis(redisUrl);

  setDefaultBackendFactory(createPostgresBackend as never);
  await migrate(databaseUrl);
  const pool = new Pool({
    connectionString: databaseUrl,
    // BullMQ's statements name no schema, and a ready-made pool must bring the search path itself.
    options: '-c search_path=bullmq',
    application_name: 'puente-queue',
    max: 16,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
    connectionTimeoutMillis: 5_000,
    // Its statements take milliseconds: one without an answer sits on a dead connection.
    query_timeout: 15_000,
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

// A ready-made client: in ES modules BullMQ cannot load ioredis by itself.
async function openRedis(url: string): Promise<QueueBackend> {
  const client = new Redis(url, { maxRetriesPerRequest: null, connectTimeout: 5_000, lazyConnect: true });
  let last = 'it does not answer';
  client.on('error', (error: Error) => (last = error.message || last)); // while running it reconnects by itself, health tells
  let timer: NodeJS.Timeout | undefined;
  // ioredis tries for ever, which is right while running and wrong at the start: a mistyped address would hang without a word.
  const late = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(new Error(`REDIS_URL: ${last}`)), PATIENCE_MS)));
  try {
    await Promise.race([client.ping(), late]);
  } catch (error) {
    client.disconnect();
    throw error;
  } finally {
    clearTimeout(timer);
  }
  return { kind: 'redis', connection: client, close: async () => void (await client.quit().catch(() => client.disconnect())) };
}

const PATIENCE_MS = 8_000;
