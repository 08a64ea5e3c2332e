import { Injectable, Logger } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Env } from '../../config/index.js';
import { Database, type Queryable } from '../../database/index.js';
import type { Locale } from '../../i18n/index.js';
import { IntegrationRegistry, type ScheduleRunner } from '../../integration/index.js';
import { storableText } from '../../text/index.js';
import { NotificationSender } from '../notification-sender.service.js';
import { ALERT_KINDS, type AlertKindName } from './alert-kinds.js';
import { CLOSE, COUNT, FORGET, NEW_CAUSES, OPEN_EVENT, RULES, TELL } from './alert-statements.js';
import { alertMessage, digestMessage, type Message, type Told } from './alert-texts.js';

interface Rule {
  id: string;
  company: string;
  integration: string | null;
  name: string;
  kinds: AlertKindName[];
  channel: 'webhook' | 'email';
  window_minutes: number;
}

/** `first`: as PostgreSQL writes it, so that no microsecond is lost on the way back. */
interface NewCause {
  cause: string;
  integration: string | null;
  first: string;
  sample: string | null;
}

interface CountedEvent extends NewCause {
  id: string;
  occurrences: number;
  over: boolean;
}

/** Further ones of a rule and kind wait for the next minute: a rule must not write hundreds of notices at once. */
const MOST_NEW = 50;
const LATELY_MS = 5 * 60_000;

/**
 * Looks each minute at what was written already and tells what the rules ask for: a cause at once, then nothing until its
 * window is over, then how often it happened. Nothing of a message's own path knows of it.
 */
@Injectable()
export class AlertWatch implements ScheduleRunner {
  private readonly log = new Logger('Alerts');

  constructor(
    private readonly db: Database,
    private readonly env: Env,
    private readonly registry: IntegrationRegistry,
    private readonly sender: NotificationSender,
  ) {}

  async runSchedule(): Promise<Record<string, unknown>> {
    const rules = await this.db.rows<Rule>(RULES);
    let told = 0;
    const failed: string[] = [];
    for (const rule of rules) {
      // One rule that cannot be looked at must not keep the others silent.
      told += await this.look(rule).catch((error: Error) => {
        this.log.warn(`alert rule ${rule.id} could not be looked at: ${error.message}`);
        failed.push(rule.id);
        return 0;
      });
    }
    await this.db.query(FORGET);
    if (told > 0) void this.sender.sendDue();
    return { rules: rules.length, told, ...(failed.length > 0 && { failed }) };
  }

  private async look(rule: Rule): Promise<number> {
    let told = 0;
    const ground = await this.ground(rule);
    for (const kind of rule.kinds) {
      for (const event of await this.db.rows<CountedEvent>(COUNT(kind), ground)) told += Number(await this.count(rule, kind, event));
      for (const cause of await this.db.rows<NewCause>(NEW_CAUSES(kind), [...ground, MOST_NEW])) told += Number(await this.open(rule, kind, cause));
    }
    return told;
  }

  /** What a statement may ask for beside the rule. */
  private async ground({ id, integration }: Rule): Promise<unknown[]> {
    const definitions = this.registry.all.filter((definition) => integration === null || definition.id === integration);
    const schedules = definitions.flatMap((definition) => definition.schedules.map(({ name }) => name));
    const core = integration === null ? await this.db.rows<{ name: string }>(`SELECT name FROM schedule WHERE name LIKE 'core.%'`) : [];
    return [id, [...schedules, ...core.map(({ name }) => name)], uuidv7({ msecs: Date.now() - LATELY_MS })];
  }

  /** The first of its window. The unique key lets it be told once, whoever looks. */
  private open(rule: Rule, kind: AlertKindName, { cause, integration, first, sample }: NewCause): Promise<boolean> {
    const id = uuidv7();
    const shown = storableText(sample ?? '');
    return this.db.transaction(async (tx) => {
      const { rowCount } = await tx.query(OPEN_EVENT, [id, rule.id, rule.company, integration, kind, cause, first, rule.window_minutes, shown]);
      if (rowCount === 0) return false;
      await this.tell(tx, rule, id, `alert:${id}`, alertMessage(this.told(rule, kind, integration, shown), this.locale, this.env.PUBLIC_URL));
      return true;
    });
  }

  /** How often until now; when the window is over, that is told, if there was more to tell than the first. */
  private count(rule: Rule, kind: AlertKindName, { id, integration, sample, occurrences, over }: CountedEvent): Promise<boolean> {
    return this.db.transaction(async (tx) => {
      const { rows } = await tx.query(CLOSE, [id, occurrences, over]);
      const [event] = rows as { occurrences: number; closed: boolean }[];
      if (!event?.closed || event.occurrences <= 1) return false;
      const digest = { occurrences: event.occurrences, minutes: rule.window_minutes };
      await this.tell(tx, rule, id, `alert-digest:${id}`, digestMessage(this.told(rule, kind, integration, sample ?? ''), digest, this.locale, this.env.PUBLIC_URL));
      return true;
    });
  }

  private tell(tx: Queryable, { id, company, channel, integration }: Rule, event: string, key: string, { subject, text }: Message): Promise<unknown> {
    return tx.query(TELL, [uuidv7(), company, integration ?? 'puente', channel, key, storableText(subject), storableText(text), id, event]);
  }

  private told(rule: Rule, kind: AlertKindName, integration: string | null, sample: string): Told {
    const label = integration === null ? null : (this.registry.find(integration)?.label ?? integration);
    return { kind, company: rule.company, integration: integration === null ? null : { id: integration, label: label! }, rule: rule.name, sample };
  }

  private get locale(): Locale {
    return this.env.DEFAULT_LOCALE === 'en' ? 'en' : 'es';
  }
}

export const ALERT_KIND_LIST = Object.entries(ALERT_KINDS).map(([id, { label, help }]) => ({ id, label, help }));
