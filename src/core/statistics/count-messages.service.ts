import { Injectable } from '@nestjs/common';
import { Database } from '../database/index.js';
import type { ScheduleRunner } from '../integration/index.js';
import { uuidFloor } from '../lists/uuid-floor.js';
import { ReadExpiries } from './read-expiries.service.js';
import { COUNT_HOUR, HORIZON, HOUR_BEFORE, TOUCHED } from './statements.js';

const HOUR_MS = 3_600_000;
/** Looked at again each time: clocks of processes differ, and an id is made a moment before its row is stored. */
const OVERLAP_MS = 120_000;
/** How long one run may go on with history. The next minute goes on from there. */
const BACKFILL_MS = 20_000;
/** First half of the advisory lock; the hour is the other. */
const HOUR_LOCK = 778_899_003;

interface Progress {
  counted_until: Date;
  backfilled_to: Date | null;
}

/**
 * Keeps `message_bucket` equal to the log: each minute the hours that were touched are counted anew from the primary key. It stands
 * beside the path of messages and never on it. Counting an hour twice, by whomever, changes nothing.
 */
@Injectable()
export class CountMessages implements ScheduleRunner {
  constructor(
    private readonly db: Database,
    private readonly expiries: ReadExpiries,
  ) {}

  async runSchedule(): Promise<{ hours: number; backfilled: number; expiries: number }> {
    const [{ horizon }] = (await this.db.rows<{ horizon: Date }>(HORIZON)) as [{ horizon: Date }];
    const progress = await this.progress(horizon);
    const hours = await this.touched(progress.counted_until);
    for (const hour of hours) await this.count(hour);
    await this.db.query('UPDATE message_bucket_progress SET counted_until = greatest(counted_until, $1)', [horizon]);
    const backfilled = progress.backfilled_to ? await this.backfill(hourOf(progress.backfilled_to)) : 0;
    return { hours: hours.length, backfilled, expiries: await this.expiries.read() };
  }

  /** At the first run history is still to be counted, newest first. */
  private async progress(horizon: Date): Promise<Progress> {
    await this.db.query(
      'INSERT INTO message_bucket_progress (counted_until, backfilled_to) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      [horizon, startOf(hourOf(horizon))],
    );
    const [row] = await this.db.rows<Progress>('SELECT counted_until, backfilled_to FROM message_bucket_progress');
    return row!;
  }

  /** Every hour since the last count (after an outage: all of them), and the older ones in which something ended. */
  private async touched(countedUntil: Date): Promise<number[]> {
    const since = new Date(countedUntil.getTime() - OVERLAP_MS);
    const ended = await this.db.rows<{ hour: number }>(TOUCHED, [since]);
    const first = hourOf(since);
    const recent = Array.from({ length: Math.max(0, hourOf(new Date()) - first + 1) }, (_, index) => first + index);
    return [...new Set([...recent, ...ended.map(({ hour }) => hour)])].sort((a, b) => a - b);
  }

  /** Readers see the old figures or the new ones, never half. */
  private async count(hour: number): Promise<void> {
    await this.db.transaction(async (tx) => {
      await tx.query('SELECT pg_advisory_xact_lock($1, $2)', [HOUR_LOCK, hour]);
      // On a log of one busy hour the planner would read it whole, and the next minute again.
      await tx.query('SET LOCAL enable_seqscan = off');
      await tx.query('DELETE FROM message_bucket WHERE hour = $1', [startOf(hour)]);
      await tx.query(COUNT_HOUR, [startOf(hour), uuidFloor(startOf(hour)), uuidFloor(startOf(hour + 1))]);
    });
  }

  private async backfill(from: number): Promise<number> {
    const until = Date.now() + BACKFILL_MS;
    let counted = 0;
    for (let before = from; Date.now() < until; counted++) {
      const [found] = await this.db.rows<{ hour: number }>(HOUR_BEFORE, [uuidFloor(startOf(before))]);
      if (found) await this.count(found.hour);
      await this.db.query('UPDATE message_bucket_progress SET backfilled_to = $1', [found ? startOf(found.hour) : null]);
      if (!found) break;
      before = found.hour;
    }
    return counted;
  }
}

const hourOf = (at: Date): number => Math.floor(at.getTime() / HOUR_MS);
const startOf = (hour: number): Date => new Date(hour * HOUR_MS);
