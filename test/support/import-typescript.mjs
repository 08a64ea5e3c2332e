// TypeScript outside Jest's transform: for its global set-up, and for tests that need a process of its own to kill.
// Not for entities or Nest: esbuild leaves out the decorators' type metadata.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const ROOT = join(import.meta.dirname, '../..');

export async function importTypescript(path) {
  // Inside node_modules, so that the bundle finds its packages.
  const folder = join(ROOT, 'node_modules/.cache/puente');
  const outfile = join(folder, `${process.pid}-${Date.now()}.mjs`);
  mkdirSync(folder, { recursive: true });
  try {
    await build({ entryPoints: [join(ROOT, path)], outfile, bundle: true, packages: 'external', platform: 'node', format: 'esm', logLevel: 'error' });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(outfile, { force: true });
  }
}

if (import.meta.filename === process.argv[1]) await importTypescript(process.argv[2]);
