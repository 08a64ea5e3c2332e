import type { Pool, PoolClient } from 'pg';

/**
 * A connection that is lost while a client is checked out emits `error` on the client, where pg-pool does not listen
 * (https://node-postgres.com/apis/pool#error): without a listener it would end the process. The work that used the client
 * fails by itself and tells about it; nothing else is to be done here.
 */
export function surviveLostClients(pool: Pool): Pool {
  const known = new WeakSet<PoolClient>();
  const ignore = () => undefined;
  pool.on('acquire', (client) => {
    if (known.has(client)) return;
    known.add(client);
    client.on('error', ignore);
  });
  pool.on('error', ignore);
  // Each queue and worker adds a listener of its own.
  pool.setMaxListeners(0);
  return pool;
}
