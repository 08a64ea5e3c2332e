import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { unzipSync } from 'fflate';
import { HttpClient } from '../../../core/http/index.js';
import { compile, type SchemaFiles } from '../schemas/compile.js';
import { fileOf, OFFICIAL_ADDRESS, SCHEMA_ROOTS, SIGNATURE_ADDRESS, SIGNATURE_FILE } from '../schemas/official-files.js';
import { readFolder, sortFiles } from '../schemas/read-folder.js';

const TIMEOUT_MS = 60_000;
/** A zip that holds more is none of Hacienda's. */
const MAX_BYTES = 50 * 1024 * 1024;

/** Puts Hacienda's schemas where `HACIENDA_XSD_DIR` points: all of them or none, and only files that are schemas. */
@Injectable()
export class PlaceSchemas {
  constructor(private readonly http: HttpClient) {}

  /**
   * @param source a folder, a zip, or the address of a folder on the web; Hacienda's own when left out.
   * @returns the names of the files placed.
   * @throws Error with a sentence for the operator
   */
  async place(source: string | undefined, to: string): Promise<string[]> {
    const files = await this.collect(source);
    refuseIncomplete(files);
    await mkdir(to, { recursive: true });
    const named: [string, Buffer][] = SCHEMA_ROOTS.map((root) => [fileOf(root), files.documents.get(root)!]);
    if (files.signature) named.push([SIGNATURE_FILE, files.signature]);
    // Beside and then over it: a server that reads meanwhile sees a whole file.
    for (const [name, bytes] of named) {
      await writeFile(join(to, `${name}.new`), bytes);
      await rename(join(to, `${name}.new`), join(to, name));
    }
    return named.map(([name]) => name);
  }

  private async collect(source: string | undefined): Promise<SchemaFiles> {
    if (source === undefined) return this.download(OFFICIAL_ADDRESS, SIGNATURE_ADDRESS);
    if (/^https?:\/\//.test(source)) return this.download(source.replace(/\/+$/, ''), `${source.replace(/\/+$/, '')}/${SIGNATURE_FILE}`);
    const found = await stat(source).catch(() => undefined);
    if (!found) throw new Error(`No existe «${source}». Indique una carpeta o un .zip con los XSD de Hacienda`);
    return found.isDirectory() ? readFolder(source) : unzip(await readFile(source), source);
  }

  private async download(address: string, signatureAddress: string): Promise<SchemaFiles> {
    const documents = await Promise.all(SCHEMA_ROOTS.map((root) => this.fetch(`${address}/${fileOf(root)}`)));
    // Ours stands in for W3C's when theirs cannot be had.
    const signature = await this.fetch(signatureAddress).catch(() => undefined);
    return sortFiles(signature ? [...documents, signature] : documents);
  }

  private async fetch(url: string): Promise<Buffer> {
    const { answer, fault } = await this.http.exchange({ method: 'GET', url, headers: {}, timeoutMs: TIMEOUT_MS });
    if (answer?.status === 200) return Buffer.from(answer.body);
    throw new Error(`No se pudo bajar ${url}: ${answer ? `HTTP ${answer.status}` : fault!.detail}. Nada cambió. Descárguelos del portal de Hacienda y repita con la carpeta, el .zip o su dirección: hacienda schemas <origen>`);
  }
}

function unzip(zip: Buffer, source: string): SchemaFiles {
  let size = 0;
  try {
    const entries = unzipSync(zip, { filter: ({ name, originalSize }) => /\.(xsd|xml)$/i.test(name) && (size += originalSize) < MAX_BYTES });
    return sortFiles(Object.keys(entries).sort().map((name) => Buffer.from(entries[name]!)));
  } catch (cause) {
    throw new Error(`«${source}» no es un .zip que se pueda leer`, { cause });
  }
}

function refuseIncomplete(files: SchemaFiles): void {
  const missing = SCHEMA_ROOTS.filter((root) => !files.documents.has(root));
  if (missing.length > 0) throw new Error(`No se cambió nada: faltan los XSD de ${missing.join(', ')} (versión 4.4)`);
  for (const root of SCHEMA_ROOTS) {
    try {
      compile(files, root).dispose();
    } catch (cause) {
      throw new Error(`No se cambió nada: el XSD de ${root} no se puede usar (${cause instanceof Error ? cause.message.trim() : String(cause)})`, { cause });
    }
  }
}
