/** What a thread can do: one plain value in, one out. */
export type Tasks = Record<string, (input: never) => unknown>;

/** An error as it crosses to another thread, where its class means nothing. */
export interface Thrown {
  name: string;
  message: string;
  stack?: string;
  code?: unknown;
}

export type Reply = { value: unknown } | { thrown: Thrown };

/** The thread ended before it answered: out of memory, killed, or its program does not load. */
export class ThreadDied extends Error {
  constructor(why: string) {
    super(`a thread died at its work: ${why}`);
    this.name = 'ThreadDied';
  }
}

export function thrownHere(error: unknown): Thrown {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  const { name, message, stack } = error;
  return { name, message, stack, code: (error as { code?: unknown }).code };
}

export const thrownThere = ({ message, ...rest }: Thrown): Error => Object.assign(new Error(message), rest);
