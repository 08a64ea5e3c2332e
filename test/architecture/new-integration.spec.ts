import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const node = (...args: string[]) => spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
const generate = (id: string, into: string) => node('scripts/new-integration.mjs', id, '--into', into);

const integrations = () => readdirSync(join(ROOT, 'src/integrations'), { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [`src/integrations/${entry.name}`] : []));

/** A house with the real core and the real integrations, where a new one can be built without touching ours. */
function makeHouse(): string {
  const house = mkdtempSync(join(tmpdir(), 'puente-new-integration-'));
  mkdirSync(join(house, 'src/integrations'), { recursive: true });
  for (const path of ['node_modules', 'migrations', 'src/core', ...integrations()]) symlinkSync(join(ROOT, path), join(house, path));
  copyFileSync(join(ROOT, 'src/integrations/index.ts'), join(house, 'src/integrations/index.ts'));
  writeFileSync(join(house, 'package.json'), '{"type":"module"}');
  writeFileSync(join(house, 'tsconfig.json'), JSON.stringify({ extends: join(ROOT, 'tsconfig.json'), compilerOptions: { rootDir: '/', noEmit: true }, include: ['src/integrations/index.ts', 'src/integrations/zz-example'] }));
  return house;
}

describe('a generated integration', () => {
  let house: string;
  beforeAll(() => {
    house = makeHouse();
  });
  afterAll(() => rmSync(house, { recursive: true, force: true }));

  it('has its rooms and its line, and the compiler accepts it', () => {
    expect(generate('zz-example', house)).toMatchObject({ status: 0 });
    const folder = join(house, 'src/integrations/zz-example');
    for (const room of ['README.md', 'zz-example.definition.ts', 'zz-example.module.ts', 'zz-example.credentials.ts', 'zz-example.controller.ts', 'zz-example.processor.ts', 'client', 'mapping', 'services', 'zz-example.conformance.spec.ts']) {
      expect([room, existsSync(join(folder, room))]).toEqual([room, true]);
    }
    expect(readFileSync(join(house, 'src/integrations/index.ts'), 'utf8')).toContain('{ definition: zzExample, module: ZzExampleModule },');
    expect(readFileSync(join(folder, 'zz-example.definition.ts'), 'utf8')).not.toContain('__');
    const compiled = node('node_modules/typescript/bin/tsc', '-p', house);
    expect(compiled.stdout).toBe('');
    expect(compiled.status).toBe(0);
  }, 300_000);

  it('is made once, under a name that can be a folder, a queue and a class', () => {
    expect(generate('zz-example', house)).toMatchObject({ status: 1, stderr: expect.stringContaining('Ya existe') });
    for (const id of ['Mal', '../x', '9x', 'a_b', '']) expect(generate(id, house).status).toBe(1);
  });
});
