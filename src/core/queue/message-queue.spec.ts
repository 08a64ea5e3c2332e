import type { Queue } from 'bullmq';
import { DataSource } from 'typeorm';
import { HealthState } from '../health/index.js';
import { Metrics } from '../metrics/index.js';
import { MessageQueue } from './message-queue.js';

/** A queue's door that opens when told to: what is looked at is how often and with what it is knocked at. */
function openDoor() {
  const knocks: string[][] = [];
  const waiting: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const knock = (ids: string[]) => {
    knocks.push(ids);
    return new Promise<void>((resolve, reject) => waiting.push({ resolve, reject }));
  };
  const addBulk = (jobs: { opts: { jobId: string } }[]) => knock(jobs.map(({ opts }) => opts.jobId));
  const add = (_name: string, _data: object, { jobId }: { jobId: string }) => knock([jobId]);
  return { queue: { add, addBulk } as unknown as Queue, knocks, next: () => waiting.shift()! };
}

/** Longer than the line rests after a write that took no time. */
const turn = () => new Promise((resolve) => setTimeout(resolve, 250));
const of = (integration: string, ...ids: string[]) => ids.map((id) => ({ id, integration }));

describe('MessageQueue.wakeSoon', () => {
  it('writes at once when idle, and what comes meanwhile in one write', async () => {
    const [toy, other] = [openDoor(), openDoor()];
    const queue = new MessageQueue(new Map([['toy', toy.queue], ['other', other.queue]]), new HealthState(new DataSource({ type: 'postgres' })), new Metrics());
    queue.wakeSoon(of('toy', 'a'));
    queue.wakeSoon([...of('toy', 'b'), ...of('other', 'x')]);
    queue.wakeSoon(of('toy', 'c'));
    expect([toy.knocks, other.knocks]).toEqual([[['a']], [['x']]]);
    toy.next().resolve();
    await turn();
    expect(toy.knocks).toEqual([['a'], ['b', 'c']]);
    toy.next().resolve();
    other.next().resolve();
    await turn();
    queue.wakeSoon(of('toy', 'd'));
    expect(toy.knocks.at(-1)).toEqual(['d']);
  });

  it('goes on after a failed write, and is waited for at the end', async () => {
    const toy = openDoor();
    const queue = new MessageQueue(new Map([['toy', toy.queue]]), new HealthState(new DataSource({ type: 'postgres' })), new Metrics());
    queue.wakeSoon(of('toy', 'a'));
    queue.wakeSoon(of('toy', 'b'));
    toy.next().reject(new Error('away'));
    await turn();
    let ended = false;
    const end = queue.onModuleDestroy().then(() => (ended = true));
    await turn();
    expect({ knocks: toy.knocks, ended }).toEqual({ knocks: [['a'], ['b']], ended: false });
    toy.next().resolve();
    await end;
  });
});
