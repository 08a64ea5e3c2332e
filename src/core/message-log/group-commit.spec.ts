import { GroupCommit } from './group-commit.js';

const options = { maxItems: 3, maxBytes: 100, flushers: 1, sizeOf: () => 10 };
const dataError = Object.assign(new Error('bad row'), { code: '22P02' });

describe('GroupCommit', () => {
  it('writes a lone item at once and shares the next flush among those who wait', async () => {
    const batches: number[][] = [];
    const group = new GroupCommit<number>(async (items) => void batches.push(items), options);
    await Promise.all([1, 2, 3, 4, 5].map((item) => group.add(item)));
    expect(batches).toEqual([[1], [2, 3, 4], [5]]);
  });

  it('fails only the item that is bad', async () => {
    const written: number[] = [];
    const write = async (items: number[]) => {
      if (items.includes(3)) throw dataError;
      written.push(...items);
    };
    const group = new GroupCommit<number>(write, options);
    const results = await Promise.allSettled([1, 2, 3, 4].map((item) => group.add(item)));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(written).toEqual([1, 2, 4]);
  });

  it('rejects the whole batch when the database is gone, without trying each row', async () => {
    let calls = 0;
    const group = new GroupCommit<number>(async () => {
      calls++;
      throw new Error('ECONNREFUSED');
    }, options);
    const results = await Promise.allSettled([1, 2, 3].map((item) => group.add(item)));
    expect(results.every(({ status }) => status === 'rejected')).toBe(true);
    expect(calls).toBe(2);
  });

  it('keeps to the size limit', async () => {
    const batches: number[][] = [];
    const group = new GroupCommit<number>(async (items) => void batches.push(items), { ...options, sizeOf: () => 60 });
    await Promise.all([1, 2, 3].map((item) => group.add(item)));
    expect(batches).toEqual([[1], [2], [3]]);
  });
});
