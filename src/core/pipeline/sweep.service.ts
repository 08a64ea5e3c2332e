import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../database/index.js';
import { MessageQueue, type Wakeable } from '../queue/message-queue.js';
import { RetryQueue } from '../retry-queue/retry-queue.service.js';

const WAKE_DUE = `
  UPDATE integration_message SET next_attempt_at = NULL
  WHERE id IN (
    SELECT id FROM integration_message
    WHERE direction = 'inbound' AND status = 'received' AND next_attempt_at <= now()
    ORDER BY id LIMIT 1000 FOR UPDATE SKIP LOCKED)
  RETURNING id, integration`;

// Received and not waiting for anything, or taken up and never finished: a healthy queue holds a job for each.
const FORGOTTEN = `
  SELECT id, integration FROM integration_message
  WHERE direction = 'inbound'
    AND ((status = 'received' AND next_attempt_at IS NULL AND received_at < now() - make_interval(secs => $1))
      OR (status = 'processing' AND claimed_at < now() - make_interval(secs => $2)))
  ORDER BY id LIMIT 2000`;

const TICK_MS = 1_000;
const RESCUE_EVERY = 5; // ticks
const RECEIVED_GRACE_S = 5;
const PROCESSING_GRACE_S = 45;

/** Finds whatever is due and not queued. Losing the whole queue loses nothing: this brings it back. */
@Injectable()
export class Sweep {
  private readonly log = new Logger(Sweep.name);
  private timer?: NodeJS.Timeout;
  private running: Promise<void> = Promise.resolve();
  private ticks = 0;

  constructor(
    private readonly db: Database,
    private readonly queue: MessageQueue,
    private readonly retries: RetryQueue,
  ) {}

  start(): void {
    const tick = () => {
      this.running = this.tick().finally(() => {
        // A little spread keeps several workers from sweeping in step.
        if (this.timer) this.timer = setTimeout(tick, TICK_MS * (0.8 + 0.4 * Math.random()));
      });
    };
    this.timer = setTimeout(tick, 0);
  }

  async stop(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.running;
  }

  /** One sweep of everything, also for the CLI. Returns what it put back. */
  async sweepAll(): Promise<{ retries: number; due: number; forgotten: number }> {
    const retries = await this.retries.dispatch();
    const due = await this.wake(WAKE_DUE, []);
    const forgotten = await this.wake(FORGOTTEN, [RECEIVED_GRACE_S, PROCESSING_GRACE_S]);
    return { retries, due, forgotten };
  }

  private async tick(): Promise<void> {
    try {
      await this.retries.dispatch();
      await this.wake(WAKE_DUE, []);
      if (this.ticks++ % RESCUE_EVERY === 0) await this.wake(FORGOTTEN, [RECEIVED_GRACE_S, PROCESSING_GRACE_S]);
    } catch (error) {
      this.log.warn(`sweep postponed: ${(error as Error).message}`);
    }
  }

  private async wake(text: string, values: unknown[]): Promise<number> {
    const found = await this.db.rows<Wakeable>(text, values);
    if (found.length > 0) await this.queue.wake(found);
    return found.length;
  }
}
