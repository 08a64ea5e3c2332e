import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const INTEGRATIONS = join(import.meta.dirname, '../../src/integrations');
const isIntegration = (folder: string) => readdirSync(join(INTEGRATIONS, folder)).some((file) => file.endsWith('.definition.ts'));
/** A folder without a definition is a domain that no provider is connected to. */
const folders = readdirSync(INTEGRATIONS, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).filter(isIntegration);

/** The rooms every integration must have (docs/adding-an-integration.md). `*` is the folder's own name. */
const ROOMS = ['README.md', '*.definition.ts', '*.module.ts', '*.credentials.ts', '*.controller.ts', '*.processor.ts', 'client', 'services', '*.conformance.spec.ts'];

describe.each(folders)('the integration %s', (folder) => {
  it.each(ROOMS)('has the room %s', (room) => {
    expect(existsSync(join(INTEGRATIONS, folder, room.replace('*', folder)))).toBe(true);
  });

  it('is registered', () => {
    expect(readFileSync(join(INTEGRATIONS, 'index.ts'), 'utf8')).toContain(`./${folder}/${folder}.module.js`);
  });

  it('has a thin processor', () => {
    const lines = readFileSync(join(INTEGRATIONS, folder, `${folder}.processor.ts`), 'utf8').split('\n').length;
    expect(lines).toBeLessThanOrEqual(40);
  });
});
