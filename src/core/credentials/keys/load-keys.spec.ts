import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addKeyToFile, keyFilePath, readOrMakeKeyFile } from './key-file.js';
import { loadKeys } from './load-keys.js';

let dir: string;
beforeEach(async () => (dir = await mkdtemp(join(tmpdir(), 'keys-'))));
afterEach(() => rm(dir, { recursive: true, force: true }));

describe('loadKeys', () => {
  it('makes the file once, for its owner only, and reads it afterwards', async () => {
    const first = await loadKeys({ DATA_DIR: join(dir, 'new') });
    const second = await loadKeys({ DATA_DIR: join(dir, 'new') });
    expect(second.sessionSecret).toBe(first.sessionSecret);
    expect(second.ring.open(first.ring.seal('x', 'c'), 'c')).toBe('x');
    expect((await stat(keyFilePath(join(dir, 'new')))).mode & 0o777).toBe(0o600);
  });

  it('gives many that start at once the same keys and leaves no draft behind', async () => {
    const found = await Promise.all(Array.from({ length: 20 }, () => readOrMakeKeyFile(dir)));
    expect(new Set(found.map((file) => file.encryption_keys)).size).toBe(1);
    expect(await readdir(dir)).toEqual(['keys.json']);
  });

  it('takes the environment first, and still opens what the file sealed', async () => {
    const generated = await loadKeys({ DATA_DIR: dir });
    const ENCRYPTION_KEYS = `mine:${Buffer.alloc(32, 1).toString('base64')}`;
    const keys = await loadKeys({ DATA_DIR: dir, ENCRYPTION_KEYS, SESSION_SECRET: 's'.repeat(32) });
    expect(keys.ring.current.id).toBe('mine');
    expect(keys.sessionSecret).toBe('s'.repeat(32));
    expect(keys.ring.open(generated.ring.seal('x', 'c'), 'c')).toBe('x');
  });

  it('writes nothing when the environment has everything', async () => {
    await loadKeys({ DATA_DIR: dir, ENCRYPTION_KEYS: `a:${Buffer.alloc(32).toString('base64')}`, SESSION_SECRET: 's'.repeat(32) });
    expect(await readdir(dir)).toEqual([]);
  });

  it('lets a running process read what a new key of the file sealed', async () => {
    const running = await loadKeys({ DATA_DIR: dir });
    const id = await addKeyToFile(dir);
    const rotated = await loadKeys({ DATA_DIR: dir });
    expect(rotated.ring.current.id).toBe(id);
    expect(running.ring.open(rotated.ring.seal('x', 'c'), 'c')).toBe('x');
  });

  it('names a damaged file and does not quote it', async () => {
    await writeFile(keyFilePath(dir), '{"encryption_keys": "top-secret');
    await expect(loadKeys({ DATA_DIR: dir })).rejects.toThrow(/keys\.json is damaged/);
    await expect(loadKeys({ DATA_DIR: dir })).rejects.not.toThrow('top-secret');
    expect(await readFile(keyFilePath(dir), 'utf8')).toContain('top-secret');
  });
});
