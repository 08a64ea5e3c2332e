import { sign, type KeyObject } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { answerTasks } from './answer-tasks.js';

/** What the threads of the specification can do. */
export const SPEC_TASKS = {
  /** Milliseconds of pure work. */
  burn: (ms: number): number => {
    const started = performance.now();
    while (performance.now() - started < ms);
    return performance.now() - started;
  },
  wait: (ms: number): Promise<void> => pause(ms),
  sign: ({ text, key }: { text: string; key: KeyObject }): Uint8Array => sign('sha256', Buffer.from(text), key),
  fail: (code: string): never => {
    throw Object.assign(new Error('no se pudo'), { name: 'OddError', code });
  },
  die: (code: number): never => process.exit(code),
};

answerTasks(SPEC_TASKS);
