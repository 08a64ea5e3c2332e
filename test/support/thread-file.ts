import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = join(import.meta.dirname, '../..');
const bundled = new Map<string, URL>();

/** Stands for `core/threads/thread-file`: a thread cannot load TypeScript, so it gets a bundle of the same source, made once per test file. */
export function threadFile(name: string, besides: string): URL {
  const source = fileURLToPath(new URL(name, besides)).replace(/\.js$/, '.ts');
  const known = bundled.get(source);
  if (known) return known;
  // Inside node_modules, so that the bundle finds its packages.
  const outfile = join(ROOT, 'node_modules/.cache/puente', `thread-${createHash('sha256').update(source).digest('hex').slice(0, 8)}-${process.pid}.mjs`);
  execFileSync(join(ROOT, 'node_modules/.bin/esbuild'), [source, '--bundle', '--packages=external', '--platform=node', '--format=esm', '--log-level=error', `--outfile=${outfile}`]);
  bundled.set(source, pathToFileURL(outfile));
  return bundled.get(source)!;
}
