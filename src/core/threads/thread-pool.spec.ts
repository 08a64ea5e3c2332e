import { generateKeyPairSync } from 'node:crypto';
import { ThreadPool, threadFile } from './index.js';
import type { SPEC_TASKS } from './thread-pool.fixture.js';

const pool = (size: number) => new ThreadPool<typeof SPEC_TASKS>(threadFile('./thread-pool.fixture.js', import.meta.url), size);

it('works beside the event loop, keeps keys usable, and hands on what a task throws', async () => {
  const threads = pool(1);
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  let turns = 0;
  const turning = setInterval(() => turns++, 5);
  expect(await threads.run('burn', 200)).toBeGreaterThanOrEqual(200);
  clearInterval(turning);
  expect(turns).toBeGreaterThan(5);
  expect(await threads.run('sign', { text: 'hola', key: privateKey })).toHaveLength(256);
  await expect(threads.run('fail', 'wrong_pin')).rejects.toMatchObject({ name: 'OddError', message: 'no se pudo', code: 'wrong_pin' });
  await expect(threads.run('burn', (() => 1) as never)).rejects.toThrow('could not be cloned');
  expect(await threads.run('burn', 0)).toBeGreaterThanOrEqual(0);
  await threads.close();
});

it('a thread that dies fails its own task; those that wait are done by another', async () => {
  const threads = pool(1);
  const [died, next] = await Promise.allSettled([threads.run('die', 7), threads.run('burn', 0)]);
  expect(died).toMatchObject({ status: 'rejected', reason: { name: 'ThreadDied', message: expect.stringContaining('exit code 7') } });
  expect(next.status).toBe('fulfilled');
  const closing = threads.run('burn', 5_000);
  await Promise.all([expect(closing).rejects.toMatchObject({ name: 'ThreadDied' }), threads.close()]);
  await expect(threads.run('burn', 0)).rejects.toMatchObject({ name: 'ThreadDied' });
});

it('no more at once than it has threads', async () => {
  const threads = pool(2);
  const started = performance.now();
  await Promise.all([1, 2, 3, 4].map(() => threads.run('wait', 100)));
  expect(performance.now() - started).toBeGreaterThanOrEqual(190);
  await threads.close();
});
