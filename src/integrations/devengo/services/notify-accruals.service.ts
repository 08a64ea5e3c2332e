import { createHash } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { Notifier } from '../../../core/notifications/index.js';
import { POLICIES_OF } from '../devengo.settings.js';
import { NOTICE_WORDS } from '../mapping/accruals/notice-words.js';
import type { AccrualReport } from './accrual-report.js';

/** Tells people what a month's accruals need them for: one notice, again only when something else is to be looked at. */
@Injectable()
export class NotifyAccruals {
  private readonly log = new Logger('Accruals');

  constructor(private readonly notifier: Notifier) {}

  /** Never throws: the rows stand whatever happens to a notice. */
  async tell(company: string, { through, toTell }: AccrualReport): Promise<void> {
    if (toTell.size === 0) return;
    const lines = [...toTell].sort().map(([type, count]) => `${count} × ${NOTICE_WORDS[type] ?? type}`);
    const cause = createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16);
    try {
      await this.notifier.notify({
        company, integration: POLICIES_OF, key: `devengo:accruals:${company}:${through}:${cause}`,
        subject: `Devengo de ${through}: contratos por revisar`,
        text: `El devengo de ${through} pide que alguien mire:\n${lines.join('\n')}\nLa lista está en el panel de devengos, mes ${through}.`,
      });
    } catch (error) {
      this.log.warn(`no notice of ${company} ${through}: ${(error as Error).message}`);
    }
  }
}
