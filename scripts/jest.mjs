// Jest in ESM mode needs a Node flag; this keeps it out of every npm script.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const jest = fileURLToPath(new URL('../node_modules/jest/bin/jest.js', import.meta.url));
// Hacienda's official schemas are the customer's, not ours: used where they lie beside the checkout, unless the environment names others.
const schemas = fileURLToPath(new URL('../../shared/hacienda', import.meta.url));
// Jest takes what follows --selectProjects for more project names, so the file patterns go before it.
const [projects, rest] = [true, false].map((wanted) => process.argv.slice(2).filter((arg) => arg.startsWith('--selectProjects=') === wanted));
const run = spawnSync(process.execPath, ['--experimental-vm-modules', '--no-warnings', jest, ...rest, ...projects], {
  stdio: 'inherit',
  env: existsSync(schemas) ? { HACIENDA_XSD_DIR: schemas, ...process.env } : process.env,
});
process.exit(run.status ?? 1);
