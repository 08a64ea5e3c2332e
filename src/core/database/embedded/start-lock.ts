import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { EmbeddedPostgresProblem } from './problem.js';
import { isAlive, thisProcess, type ProcessName } from './processes.js';

const WAIT_MS = 90_000;

/** Runs `work` while no other process starts or stops the same cluster. A lock whose holder died does not hold. */
export async function withStartLock<T>(path: string, log: (line: string) => void, work: () => Promise<T>): Promise<T> {
  await acquire(path, log);
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function acquire(path: string, log: (line: string) => void): Promise<void> {
  // Written aside and linked in: the lock never exists without its holder's name (a plain O_EXCL open is empty at first).
  const mine = `${path}.${randomUUID()}`;
  await writeFile(mine, JSON.stringify(thisProcess()));
  try {
    for (let waited = 0; !(await linked(mine, path)); waited += 100) {
      if (await removedDeadHolder(path)) continue;
      if (waited === 1_000) log('Otro proceso está arrancando la base de datos incluida; se espera / waiting for another start…');
      if (waited >= WAIT_MS) throw stuck(path, await holder(path));
      await pause(100);
    }
  } finally {
    await rm(mine, { force: true });
  }
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

// Moved aside before it is judged: of two processes that find a dead holder, one moves it and neither deletes the other's fresh lock.
async function removedDeadHolder(path: string): Promise<boolean> {
  if (alive(await holder(path))) return false;
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
    if (alive(await holder(aside))) await linked(aside, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true;
    throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

const alive = (name: ProcessName | undefined): boolean => name !== undefined && isAlive(name);

async function holder(path: string): Promise<ProcessName | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as ProcessName;
  } catch {
    return undefined;
  }
}

const stuck = (path: string, by: ProcessName | undefined) =>
  new EmbeddedPostgresProblem(
    `Otro proceso${by ? ` (pid ${by.pid})` : ''} tiene la base de datos incluida bloqueada desde hace ${WAIT_MS / 1000} s / another process holds ${path}.`,
    'Detenga ese proceso y vuelva a empezar / stop that process and start again.',
  );
