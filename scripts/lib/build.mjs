import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run, runBin, say } from './project.mjs';

const SOURCES = ['src', 'migrations', 'package-lock.json', '.swcrc', 'scripts/lib/build.mjs', 'scripts/build-admin.mjs'];
const DIST = join(ROOT, 'dist');
const STAMP = join(DIST, '.built-from');

/** Builds when dist is missing or was built from other sources. */
export function ensureBuild() {
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fingerprint()) return;
  say('Compilando / building…');
  build();
}

/** Made aside and put in place when complete: an interrupted build leaves the old one, a running process its files. */
export function build() {
  const from = fingerprint();
  const making = join(ROOT, `dist.new-${process.pid}`);
  try {
    const args = ['src', 'migrations', '-d', making, '--copy-files', '--ignore', '**/*.spec.ts,src/admin/components/**', '--quiet'];
    runBin('@swc/cli/bin/swc.js', args, 'La compilación falló; el motivo está arriba / the build failed, see above', { stdio: ['ignore', 2, 2] });
    run(process.execPath, [join(ROOT, 'scripts/build-admin.mjs'), join(making, 'admin')], 'La compilación del back-office falló / building the back-office failed', { stdio: ['ignore', 2, 2] });
    writeFileSync(join(making, '.built-from'), from);
    const old = join(ROOT, `dist.old-${process.pid}`);
    if (existsSync(DIST)) renameSync(DIST, old);
    renameSync(making, DIST);
    rmSync(old, { recursive: true, force: true });
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

// Names, sizes and times: a deleted or renamed file counts too.
function fingerprint() {
  const hash = createHash('sha256').update(process.version);
  for (const file of SOURCES.flatMap(filesUnder).sort()) {
    const { size, mtimeMs } = statSync(join(ROOT, file));
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

function filesUnder(path) {
  if (!existsSync(join(ROOT, path))) return [];
  if (statSync(join(ROOT, path)).isFile()) return [path];
  return readdirSync(join(ROOT, path)).flatMap((name) => filesUnder(`${path}/${name}`));
}
