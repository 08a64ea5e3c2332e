import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive, thisProcess, type ProcessName } from './processes.js';

/** Signs this process in as a user of the cluster; returns the signature. The last to sign out stops the server. */
export async function signIn(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const signature = join(folder, `${process.pid}-${randomUUID()}`);
  await writeFile(signature, JSON.stringify(thisProcess()));
  return signature;
}

/** True when nobody else uses the cluster. The dead are struck off. */
export async function signOut(folder: string, signature: string): Promise<boolean> {
  await rm(signature, { force: true });
  return (await living(folder)) === 0;
}

async function living(folder: string): Promise<number> {
  let count = 0;
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    if (isAlive(await named(path))) count += 1;
    else await rm(path, { force: true });
  }
  return count;
}

async function named(path: string): Promise<ProcessName> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as ProcessName;
  } catch {
    return { pid: -1, started: 'unreadable' };
  }
}
