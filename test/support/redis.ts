import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export interface TestRedis {
  url: string;
  stop(): Promise<void>;
}

/** The Redis or Valkey of this machine; undefined when there is none. Use with `describe.skip`, which Jest counts and shows. */
export function findRedis(): string | undefined {
  return execFileSync(process.execPath, [join(import.meta.dirname, '../../scripts/redis.mjs')], { encoding: 'utf8' }).trim() || undefined;
}

/** A server of its own on a free port, keeping nothing on disk. */
export async function startRedis(program: string): Promise<TestRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'puente-redis-'));
  const port = await freePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder, '--maxmemory-policy', 'noeviction'];
  const server = spawn(program, args, { stdio: 'ignore' });
  await listening(port);
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      const gone = once(server, 'exit');
      server.kill('SIGTERM');
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function listening(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const socket = connect(port, '127.0.0.1');
    const open = await Promise.race([once(socket, 'connect').then(() => true, () => false), pause(1_000, false)]);
    socket.destroy();
    if (open) return;
    await pause(50);
  }
  throw new Error(`Redis did not listen on port ${port} in time`);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  return port;
}
