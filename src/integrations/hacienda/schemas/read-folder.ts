import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SchemaFiles } from './compile.js';
import { SCHEMA_ROOTS, type SchemaRoot } from './official-files.js';

/** The schemas in a folder and those below it, whatever the files are called: Hacienda's own names have changed more than once. None where no folder is (yet). */
export async function readFolder(folder: string): Promise<SchemaFiles> {
  const names = (await namesIn(folder)).filter((name) => /\.xsd(\.xml)?$|\.xml$/i.test(name)).sort();
  return sortFiles(await Promise.all(names.map((name) => readFile(join(folder, name)))));
}

function namesIn(folder: string): Promise<string[]> {
  return readdir(folder, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
}

/** Tells files by what they declare. Of two for one root the later counts: `2026/…` after `2024/…`. */
export function sortFiles(files: readonly Buffer[]): SchemaFiles {
  const documents = new Map<SchemaRoot, Buffer>();
  let signature: Buffer | undefined;
  for (const file of files) {
    const text = file.toString('utf8');
    const namespace = /targetNamespace="([^"]+)"/.exec(text)?.[1] ?? '';
    if (namespace === 'http://www.w3.org/2000/09/xmldsig#') signature = file;
    const root = SCHEMA_ROOTS.find((name) => namespace.toLowerCase().endsWith(`/v4.4/${name.toLowerCase()}`));
    if (root) documents.set(root, file);
  }
  return { documents, signature };
}
