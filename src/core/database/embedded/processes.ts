import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Names one process for good: a pid alone is given again to a stranger, after a restart even soon. */
export interface ProcessName {
  pid: number;
  /** Start time in clock ticks since boot (proc_pid_stat(5), field 22); empty where there is no /proc. */
  started: string;
}

export const thisProcess = (): ProcessName => ({ pid: process.pid, started: startTime(process.pid) });

export function isAlive({ pid, started }: ProcessName): boolean {
  return pidExists(pid) && startTime(pid) === started;
}

export function pidExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // it is there, and another user's
  }
}

function startTime(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''; // the name before it may hold spaces
  } catch {
    return '';
  }
}

/**
 * Processes whose working folder is `folder`: a PostgreSQL server and each of its children stand in their data folder.
 * Null where the system cannot tell (no /proc).
 */
export function processesIn(folder: string): number[] | null {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && workingFolder(name) === folder).map(Number);
  } catch {
    return null;
  }
}

function workingFolder(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined; // gone meanwhile, or not ours to look at
  }
}
