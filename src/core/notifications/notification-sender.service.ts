import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Database } from '../database/index.js';
import type { ScheduleRunner } from '../integration/index.js';
import { Channels, problemText } from './channels.service.js';
import type { Notification } from './notification.entity.js';

/** Seconds until a claimed notice is due again: before it is sent the wait is written, so a crash repeats it and never loses it. */
const WAITS = [60, 300, 900, 3_600, 14_400];
const BATCH = 20;

const CLAIM = `
  UPDATE notification SET attempts = attempts + 1, next_attempt_at = now() + make_interval(secs => ($1::int[])[least(attempts + 1, cardinality($1::int[]))])
  WHERE id IN (SELECT id FROM notification WHERE state = 'pending' AND next_attempt_at <= now() ORDER BY next_attempt_at LIMIT $2 FOR UPDATE SKIP LOCKED)
  RETURNING id, channel, rule_id, subject, text, attempts`;

/** Sends what is due. Several processes may do it at once. */
@Injectable()
export class NotificationSender implements ScheduleRunner, OnModuleDestroy {
  private readonly log = new Logger('Notifications');
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly db: Database,
    private readonly channels: Channels,
  ) {}

  runSchedule(): Promise<Record<string, unknown>> {
    return this.sendDue();
  }

  /** Never rejects: a notice that fails stays due, with what went wrong. */
  sendDue(): Promise<{ sent: number; failed: number }> {
    const run = this.running.then(() => this.sendBatch()).catch((error: Error) => {
      this.log.warn(`notices postponed: ${error.message}`);
      return { sent: 0, failed: 0 };
    });
    this.running = run;
    return run;
  }

  async onModuleDestroy(): Promise<void> {
    await this.running;
  }

  private async sendBatch(): Promise<{ sent: number; failed: number }> {
    const due = await this.db.rows<Notification>(CLAIM, [WAITS, BATCH]);
    const results = await Promise.all(due.map((notice) => this.sendOne(notice)));
    return { sent: results.filter(Boolean).length, failed: results.filter((ok) => !ok).length };
  }

  private async sendOne(notice: Notification): Promise<boolean> {
    const error = await this.channels.send(notice).then(() => null, (thrown: Error) => thrown);
    const state = error === null ? 'sent' : notice.attempts > WAITS.length ? 'failed' : 'pending';
    const problem = error && { message: error.message.slice(0, 500), text: problemText(error) };
    await this.db.query(
      `UPDATE notification SET state = $2, last_error = $3, last_problem = $4, sent_at = CASE WHEN $2 = 'sent' THEN now() END WHERE id = $1`,
      [notice.id, state, problem?.message ?? null, problem?.text ? JSON.stringify(problem.text) : null],
    );
    if (problem) this.log.warn(`notice ${notice.id} by ${notice.channel} did not get through (attempt ${notice.attempts}): ${problem.message}`);
    return problem === null;
  }
}
