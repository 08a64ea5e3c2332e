import type { Type } from '@nestjs/common';
import { say } from '../../i18n/index.js';
import { makeValidationPipe, toProblem } from '../../problems/index.js';

/** The options of a command under the same rules as the REST body. Throws an Error that lists what is wrong. */
export async function readOptions<T>(metatype: Type<T>, options: object): Promise<T> {
  return told(() => makeValidationPipe().transform({ ...options }, { type: 'body', metatype }) as Promise<T>);
}

/** Runs `work`; a problem becomes an Error with its Spanish sentence and the fields it names. */
export async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const found = toProblem(error);
    if (!found) throw error;
    const fields = (found.details.errors ?? []).map((field) => `\n  - ${field.path}: ${say(field, 'es')}`);
    throw new Error(`${say(found.details, 'es')}${fields.join('')}`, { cause: error });
  }
}

/** `a, b` as ['a', 'b']. */
export const listOf = (text: string): string[] => text.split(',').map((part) => part.trim()).filter(Boolean);
