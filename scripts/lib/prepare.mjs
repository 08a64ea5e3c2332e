import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuild } from './build.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { checkNode } from './node-version.mjs';
import { ROOT } from './project.mjs';

/** From a fresh clone to something that runs. What is set outside wins over .env. */
export function prepare() {
  checkNode();
  const dotenv = join(ROOT, '.env');
  if (existsSync(dotenv)) process.loadEnvFile(dotenv);
  ensureDependencies();
  ensureBuild();
}
