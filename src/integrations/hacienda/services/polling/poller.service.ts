import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { CompaniesService } from '../../../../core/companies/index.js';
import { Database } from '../../../../core/database/index.js';
import { MessageLog } from '../../../../core/message-log/index.js';
import { haciendaSettings } from '../../hacienda.settings.js';
import type { Due, Polled } from './polled.js';
import { statementsOf, type PollStatements } from './statements.js';

/** Hacienda needs a moment: nobody asks at once. */
const SETTLED_MINUTES = 2;
/** A run goes on filling this long; what is left is the next minute's. */
const RUN_MS = 50_000;
const LEAST_PAUSE_MS = 1_000;

type Settings = ReturnType<typeof haciendaSettings>;

/**
 * Asks about what was submitted. The questions are messages, and never more of them are open than `max_concurrent_batches` batches: a
 * backlog of thousands takes no memory, and leaves room for what people ask for. What is under way is counted in the log, so that a
 * restart or a second scheduler never makes more of it.
 */
@Injectable()
export class Poller {
  constructor(
    private readonly db: Database,
    private readonly companies: CompaniesService,
    private readonly log: MessageLog,
  ) {}

  async poll(polled: Polled, stopping: AbortSignal): Promise<Record<string, unknown>> {
    const statements = statementsOf(polled);
    const found = await this.db.rows<{ company: string }>(statements.companies);
    const until = Date.now() + RUN_MS;
    const asked = await Promise.all(found.map(async ({ company }) => [company, await this.pollCompany(company, { polled, statements, until, stopping })] as const));
    return { asked: Object.fromEntries(asked.filter(([, count]) => count !== undefined)) };
  }

  /** How many were asked about; undefined where polling is off. */
  private async pollCompany(company: string, run: Run): Promise<number | undefined> {
    for (let asked = 0; ; ) {
      const settings = haciendaSettings((await this.companies.find(company))?.settings.hacienda);
      if (!settings.auto_polling_enabled) return asked || undefined;
      const { count, more } = await this.fill(company, settings, run);
      asked += count;
      if (!more || run.stopping.aborted || Date.now() > run.until) return asked;
      await pause(Math.max(settings.batch_delay * 1_000, LEAST_PAUSE_MS), undefined, { signal: run.stopping }).catch(() => undefined);
    }
  }

  /** Batches for the places that are free. */
  private async fill(company: string, settings: Settings, { polled, statements }: Run): Promise<{ count: number; more: boolean }> {
    const { polling_batch_size: size, max_concurrent_batches: most } = settings;
    const [{ open }] = (await this.db.rows<{ open: number }>(statements.open, [company, polled.event])) as [{ open: number }];
    let asked = 0;
    for (let free = most - Math.ceil(open / size); free > 0; free--) {
      const count = await this.ask(company, settings, { polled, statements });
      asked += count;
      if (count < size) return { count: asked, more: false };
    }
    return { count: asked, more: true };
  }

  private async ask(company: string, { polling_max_hours, polling_interval, polling_batch_size }: Settings, { polled, statements }: Pick<Run, 'polled' | 'statements'>): Promise<number> {
    const { count, wake } = await this.db.transaction(async (tx) => {
      const due = (await tx.query(statements.take, [company, SETTLED_MINUTES, polling_max_hours, polling_interval, polling_batch_size])).rows as Due[];
      const accepted = await this.log.acceptWithin(tx, due.map((row) => polled.question(row)));
      return { count: due.length, wake: () => accepted.wake() };
    });
    wake();
    return count;
  }
}

interface Run {
  polled: Polled;
  statements: PollStatements;
  until: number;
  stopping: AbortSignal;
}
