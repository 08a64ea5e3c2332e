import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { thisProcess } from './processes.js';
import { withStartLock } from './start-lock.js';

describe('withStartLock', () => {
  let folder: string;
  let path: string;
  const hold = <T>(work: () => Promise<T>) => withStartLock(path, () => undefined, work);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'puente-lock-'));
    path = join(folder, 'lock');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('lets one in at a time and leaves nothing behind', async () => {
    let inside = 0;
    const work = async () => {
      inside += 1;
      await pause(20);
      return inside--;
    };
    expect(await Promise.all(Array.from({ length: 6 }, () => hold(work)))).toEqual([1, 1, 1, 1, 1, 1]);
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    ['died', { pid: 2 ** 22 + 1, started: '1' }],
    ['died, and its pid is a stranger now', { pid: process.pid, started: 'another start' }],
    ['left half a file', undefined],
  ])('takes over from a holder that %s', async (_what, holder) => {
    await writeFile(path, holder ? JSON.stringify(holder) : '{"pi');
    expect(await hold(() => Promise.resolve('in'))).toBe('in');
  });

  it('waits for a living holder', async () => {
    await writeFile(path, JSON.stringify(thisProcess()));
    let entered = false;
    const waiting = hold(async () => void (entered = true));
    await pause(300);
    expect(entered).toBe(false);
    await rm(path);
    await waiting;
    expect(entered).toBe(true);
  });

  it('opens again when the work fails', async () => {
    await expect(hold(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(existsSync(path)).toBe(false);
  });
});
