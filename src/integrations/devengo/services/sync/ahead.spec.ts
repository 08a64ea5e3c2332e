import type { ProviderCalls } from '../../../../core/http/provider-calls.js';
import { ahead, oneAtATime } from './ahead.js';

it('asks for the next page while one is in hand, and gives them in order', async () => {
  const told: string[] = [];
  async function* pages() {
    for (const page of [1, 2, 3]) {
      told.push(`ask ${page}`);
      yield page;
    }
  }
  for await (const page of ahead(pages())) told.push(`write ${page}`);
  expect(told).toEqual(['ask 1', 'ask 2', 'write 1', 'ask 3', 'write 2', 'write 3']);
});

it('tells of a failure when its page is due, and leaves no call behind when it is broken off', async () => {
  let open = 0;
  async function* pages(failing: boolean) {
    for (const page of [1, 2]) {
      open++;
      await new Promise((resolve) => setTimeout(resolve, 5));
      open--;
      if (failing && page === 2) throw new Error('page 2');
      yield page;
    }
  }
  const seen: number[] = [];
  await expect((async () => { for await (const page of ahead(pages(true))) seen.push(page); })()).rejects.toThrow('page 2');
  expect(seen).toEqual([1]);
  await expect((async () => { for await (const page of ahead(pages(false))) throw new Error(`write ${page}`); })()).rejects.toThrow('write 1');
  expect(open).toBe(0);
});

it('makes calls one after another', async () => {
  let most = 0;
  let now = 0;
  const calls = { send: async () => { most = Math.max(most, ++now); await new Promise((resolve) => setTimeout(resolve, 1)); now--; return { status: 200, headers: {}, json: null }; } } as ProviderCalls;
  const { send } = oneAtATime(calls);
  await Promise.all([1, 2, 3].map(() => send({} as never, (() => undefined) as never)));
  expect(most).toBe(1);
});
