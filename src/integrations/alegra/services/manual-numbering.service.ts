import { Injectable } from '@nestjs/common';
import { IntegrationFailure } from '../../../core/errors/index.js';
import { Database } from '../../../core/database/index.js';
import type { Work } from './work.js';

/**
 * Manual numbering: the next number is kept by us, moves only after Alegra took it, and is held by one invoice at a time.
 * Without `number_template_next` Alegra numbers by itself and nothing is locked.
 */
@Injectable()
export class ManualNumbering {
  /** The last holder of each lock in this process: waiting here costs no database connection. */
  private readonly turns = new Map<string, Promise<unknown>>();

  constructor(private readonly db: Database) {}

  async with<T>(work: Work, send: (nextNumber?: string) => Promise<T>): Promise<T> {
    const { settings, attempt } = work;
    if (settings.number_template_next === undefined) return send();
    const key = `${settings.number_template_id ?? ''}|${settings.number_template_prefix ?? ''}`;
    return this.locked(`${attempt.message.company}|alegra|${key}`, async () => {
      const known = await attempt.documents.find('numbering', key);
      const first = larger(settings.number_template_next!, String(known?.details.next ?? '0'));
      const { number, result } = await this.firstFree(first, send);
      attempt.documents.created('numbering', key, { id: 'next', details: { next: successor(number) } });
      await attempt.documents.commit();
      return result;
    });
  }

  // A number may be taken behind our back: by hand in Alegra, or by an invoice whose answer was lost on the way.
  private async firstFree<T>(first: string, send: (nextNumber: string) => Promise<T>): Promise<{ number: string; result: T }> {
    for (let number = first, tries = 1; ; number = successor(number), tries++) {
      try {
        return { number, result: await send(number) };
      } catch (error) {
        if (!isTaken(error) || tries >= MOST_TAKEN || !isNumber(number)) throw error;
      }
    }
  }

  private locked<T>(name: string, work: () => Promise<T>): Promise<T> {
    const before = this.turns.get(name) ?? Promise.resolve();
    const mine = before.then(() => this.lockedEverywhere(name, work), () => this.lockedEverywhere(name, work));
    this.turns.set(name, mine);
    return mine;
  }

  // A session lock, not a transaction: the call to Alegra happens while it is held.
  private async lockedEverywhere<T>(name: string, work: () => Promise<T>): Promise<T> {
    const client = await this.db.pool.connect();
    try {
      await client.query('SELECT pg_advisory_lock(hashtextextended($1, 7))', [name]);
      return await work();
    } finally {
      await client.query('SELECT pg_advisory_unlock(hashtextextended($1, 7))', [name]).catch(() => undefined);
      client.release();
    }
  }
}

/** More numbers taken in a row than this is a wrong setting, for people to mend. */
const MOST_TAKEN = 20;

function isTaken(error: unknown): boolean {
  if (!(error instanceof IntegrationFailure) || error.category !== 'validation_error') return false;
  const words = String(error.details?.provider_message ?? '');
  return /n[uú]mer|number/i.test(words) && /utilizad|usad[oa]|en uso|ya existe|duplicad|in use|already/i.test(words);
}

const isNumber = (text: string): boolean => /^\d+$/.test(text);
const larger = (one: string, other: string): string => (isNumber(one) && isNumber(other) && BigInt(other) > BigInt(one) ? other : one);
const successor = (number: string): string => (isNumber(number) ? String(BigInt(number) + 1n).padStart(number.length, '0') : number);
