import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { Sweep } from '../../src/core/pipeline/index.js';
import { Workers } from '../../src/core/queue/index.js';
import { alegraCredential, deliver, ended, sale } from '../support/core/alegra.js';
import { openTestHouse, type TestHouse } from '../support/house.js';
import { findRedis, startRedis, type TestRedis } from '../support/redis.js';

const program = findRedis();

// Without a Redis or Valkey on this machine Jest counts these as skipped and shows their names.
(program ? describe : describe.skip)('queues on Redis or Valkey', () => {
  let redis: TestRedis;
  let test: TestHouse;
  let client: Redis;
  beforeAll(async () => {
    redis = await startRedis(program!);
    client = new Redis(redis.url);
    test = await openTestHouse({ environment: { REDIS_URL: redis.url, ROLES: 'api' } });
    await test.api.post('/api/credentials', alegraCredential(test.sandboxes.alegra!.baseUrl));
  }, 60_000);
  afterAll(async () => {
    await test.close();
    await client.quit();
    await redis.stop();
  });

  it('a queue that was emptied loses nothing, and the invoice comes out', async () => {
    const queue = new Queue('alegra', { connection: client as never });
    const lost = await deliver(test.api, sale());
    for (let tries = 0; (await queue.getWaitingCount()) === 0 && tries < 100; tries++) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await queue.getWaitingCount()).toBe(1);
    await client.flushall();
    test.house.app.get(Workers).start(4);
    test.house.app.get(Sweep).start();
    expect(await ended(test.api, lost)).toMatchObject({ outcome: 'succeeded' });
    expect(await ended(test.api, await deliver(test.api, sale()))).toMatchObject({ outcome: 'succeeded' });
  }, 60_000);
});
