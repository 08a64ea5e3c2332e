import { randomBytes } from 'node:crypto';
import { chown, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { EmbeddedPostgresProblem } from './problem.js';

/** What a start must find again: kept beside the cluster, readable by its owner only. */
export interface ClusterSettings {
  port: number;
  password: string;
  /** Where the cluster is when the data folder cannot hold it. */
  elsewhere?: string;
}

export async function readSettings(path: string): Promise<ClusterSettings | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new EmbeddedPostgresProblem(`No se puede leer ${path} / cannot be read: ${error.message}`, 'Arranque con el usuario que lo creó, o elija otra carpeta con DATA_DIR / start as its owner, or choose another DATA_DIR.');
  });
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as ClusterSettings;
  } catch {
    throw new EmbeddedPostgresProblem(`${path} está dañado / is damaged.`, 'Recupérelo de una copia: contiene la contraseña de la base de datos / restore it from a copy.');
  }
}

export async function newSettings(elsewhere: string | undefined): Promise<ClusterSettings> {
  return { port: await freePort(), password: randomBytes(24).toString('base64url'), elsewhere };
}

/** Written whole or not at all, and owned like its folder: root may start today and the folder's owner tomorrow. */
export async function writeSettings(path: string, settings: ClusterSettings): Promise<void> {
  const fresh = `${path}.new`;
  await writeFile(fresh, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600, flush: true });
  await ownLikeFolder(fresh);
  await rename(fresh, path);
}

export async function ownLikeFolder(path: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = await stat(dirname(path));
  await chown(path, uid, gid);
}

/** A port on the loopback nobody listens on: `wanted` if it can be had, else any. */
export function freePort(wanted = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => (wanted && error.code === 'EADDRINUSE' ? resolve(freePort()) : reject(error)));
    probe.listen(wanted, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
