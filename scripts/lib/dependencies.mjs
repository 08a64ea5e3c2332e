import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run, say } from './project.mjs';

/** Installs what package-lock.json asks for, when node_modules does not hold exactly that. */
export function ensureDependencies() {
  if (installed(lock('package-lock.json'), lock('node_modules/.package-lock.json'))) return;
  say('Instalando dependencias (solo la primera vez o cuando cambian) / installing dependencies…');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  // Building needs the tools, whatever NODE_ENV says.
  run(npm, ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'], 'No se pudieron instalar las dependencias; revise la conexión y repita / npm ci failed', {
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
}

// npm writes its own record last of all, so an interrupted install has none.
function installed(wanted, found) {
  if (!found) return false;
  return Object.entries(wanted).every(([path, { version, optional, devOptional, peer }]) => {
    if (path === '') return true;
    const there = found[path];
    return there ? there.version === version : Boolean(optional || devOptional || peer); // other platforms' packages stay away
  });
}

function lock(file) {
  try {
    return JSON.parse(readFileSync(join(ROOT, file), 'utf8')).packages;
  } catch {
    return undefined;
  }
}
