import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { openTestHouse, TEST_KEY, type TestHouse } from '../support/house.js';

let test: TestHouse;
beforeAll(async () => {
  test = await openTestHouse({ environment: { SANDBOX: 'on', SANDBOX_PORT: '0' } });
});
afterAll(() => test.close());

/** `npm run demo` against the house; each line's document and how it ended. */
function runDemo(environment: NodeJS.ProcessEnv = {}): Promise<{ code: number | null; ended: string[]; stderr: string }> {
  const env = { ...process.env, NODE_OPTIONS: '', PUENTE_URL: test.api.origin, PUENTE_API_KEY: TEST_KEY, ...environment };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['scripts/demo.mjs'], { cwd: join(import.meta.dirname, '../..'), env });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => {
      const rows = [...stdout.matchAll(/^(DEMO-\S+) .*? {2,}(succeeded|duplicate|failed|skipped) {2}/gm)];
      resolve({ code, stderr, ended: rows.map(([, name, outcome]) => `${name} ${outcome}`) });
    });
  });
}

it('shows every way a document can end, and sends nothing twice when run again', async () => {
  const first = await runDemo();
  expect(first).toMatchObject({
    code: 0,
    ended: [
      'DEMO-POS-0001 succeeded', 'DEMO-SINV-0001 succeeded', 'DEMO-SINV-RET-0001 succeeded', 'DEMO-POS-0001 duplicate', 'DEMO-POS-0002 failed', 'DEMO-PO-0001 skipped',
    ],
  });
  const again = await runDemo();
  expect(again.ended.filter((row) => row.endsWith('succeeded'))).toEqual([]);
  expect(again.ended.filter((row) => row.endsWith('duplicate'))).toHaveLength(4);
}, 240_000);

it('says where to look when nobody answers', async () => {
  expect(await runDemo({ PUENTE_URL: 'http://127.0.0.1:1' })).toMatchObject({ code: 1, stderr: expect.stringContaining('PUENTE_URL') });
});
