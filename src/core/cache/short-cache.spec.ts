import { jest } from '@jest/globals';
import { ShortCache } from './index.js';

describe('ShortCache', () => {
  let loads = 0;
  const load = async () => ++loads;
  beforeEach(() => {
    loads = 0;
    jest.useFakeTimers();
  });
  afterEach(() => jest.useRealTimers());

  it('shares a load until it is old or deleted', async () => {
    const cache = new ShortCache<number>(1_000);
    expect(await Promise.all([cache.get('a', load), cache.get('a', load)])).toEqual([1, 1]);
    jest.advanceTimersByTime(999);
    expect(await cache.get('a', load)).toBe(1);
    jest.advanceTimersByTime(1);
    expect(await cache.get('a', load)).toBe(2);
    cache.delete('a');
    expect(await cache.get('a', load)).toBe(3);
  });

  it('forgets a failed load', async () => {
    const cache = new ShortCache<number>();
    await expect(cache.get('a', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
    expect(await cache.get('a', load)).toBe(1);
  });

  it('stays bounded', async () => {
    const cache = new ShortCache<number>(60_000, 2);
    for (const key of ['a', 'b', 'c', 'a']) await cache.get(key, load);
    expect(loads).toBe(4);
  });
});
