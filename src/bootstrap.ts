import { EnvProblems, readEnv, type Env } from './core/config/index.js';
import { loadKeys, type Keys } from './core/credentials/index.js';
import { makeDataSource } from './core/database/index.js';
import { EmbeddedPostgresProblem, startEmbeddedPostgres, type EmbeddedPostgres } from './core/database/embedded/index.js';
import { openQueueBackend, type QueueBackend } from './core/queue/index.js';
import { INTEGRATIONS } from './integrations/index.js';
import type { DataSource } from 'typeorm';

/** Said to the person at the terminal instead of a stack trace. */
export class CannotStart extends Error {}

export interface Ground {
  env: Env;
  keys: Keys;
  source: DataSource;
  queues: QueueBackend;
  databaseUrl: string;
  embedded?: EmbeddedPostgres;
  close(): Promise<void>;
}

/** What every entry needs before Nest: a valid environment, keys, a migrated database, a queue. */
export async function prepareGround(environment: NodeJS.ProcessEnv, say: (line: string) => void): Promise<Ground> {
  const env = validEnv(environment);
  const keys = await loadKeys(env);
  env.SESSION_SECRET ??= keys.sessionSecret;
  const embedded = env.DATABASE_URL ? undefined : await startEmbedded(env.DATA_DIR, say);
  const databaseUrl = env.DATABASE_URL ?? embedded!.url;
  try {
    const source = await connect(databaseUrl, env);
    await migrate(databaseUrl).catch(async (error: unknown) => {
      await source.destroy();
      throw error;
    });
    const queues = await openQueues(databaseUrl, env);
    const close = async () => {
      await queues.close();
      await source.destroy();
      await embedded?.stop();
    };
    return { env, keys, source, queues, databaseUrl, embedded, close };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

function validEnv(environment: NodeJS.ProcessEnv): Env {
  try {
    return readEnv(environment);
  } catch (error) {
    if (error instanceof EnvProblems) throw new CannotStart(error.message);
    throw error;
  }
}

async function startEmbedded(dataDir: string, log: (line: string) => void): Promise<EmbeddedPostgres> {
  try {
    return await startEmbeddedPostgres({ dataDir, log });
  } catch (error) {
    if (error instanceof EmbeddedPostgresProblem) throw new CannotStart(error.message);
    throw error;
  }
}

async function connect(url: string, env: Env): Promise<DataSource> {
  const source = makeDataSource(url, { poolSize: env.DATABASE_POOL, entities: INTEGRATIONS.flatMap(({ definition }) => definition.entities ?? []) });
  try {
    return await source.initialize();
  } catch (error) {
    throw new CannotStart(
      `No se pudo conectar a PostgreSQL en ${withoutPassword(url)} / cannot connect: ${reason(error)}\n` +
        '  Revise DATABASE_URL, que el servidor esté encendido y que el usuario exista; o quite DATABASE_URL para usar la base incluida.',
    );
  }
}

// Several processes start at once in a real installation: one migrates, the others wait for it, however long it takes.
async function migrate(url: string): Promise<void> {
  const source = await makeDataSource(url, { poolSize: 2, patient: true }).initialize();
  const runner = source.createQueryRunner();
  try {
    await runner.query('SELECT pg_advisory_lock(778899001)');
    await source.runMigrations();
  } finally {
    await runner.query('SELECT pg_advisory_unlock(778899001)').catch(() => undefined);
    await runner.release();
    await source.destroy();
  }
}

async function openQueues(databaseUrl: string, env: Env): Promise<QueueBackend> {
  try {
    return await openQueueBackend(databaseUrl, env.REDIS_URL);
  } catch (error) {
    throw new CannotStart(`No se pudieron abrir las colas / cannot open the queues: ${reason(error)}`);
  }
}

export function withoutPassword(url: string): string {
  if (!URL.canParse(url)) return '(dirección ilegible / unreadable address)';
  const shown = new URL(url);
  if (shown.password) shown.password = '***';
  return shown.href;
}

function reason(error: unknown): string {
  const given = error as { message?: string; code?: string; errors?: { message: string }[] };
  return given.errors?.map(({ message }) => message).join('; ') || given.message || given.code || String(error);
}

// One Ctrl-C can arrive twice: from the terminal, and again from npm.
const SAME_SIGNAL_MS = 1_000;

/** Runs `close` once on SIGTERM or SIGINT; a second signal leaves at once. */
export function onStopSignal(close: () => Promise<void>): void {
  let stoppingSince = 0;
  const stop = () => {
    if (stoppingSince && Date.now() - stoppingSince > SAME_SIGNAL_MS) process.exit(1);
    if (stoppingSince) return;
    stoppingSince = Date.now();
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(reason(error));
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

