import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { AuditService } from '../../audit/index.js';
import { assertSees, companyFilter, type Caller } from '../../auth/index.js';
import { CompaniesService } from '../../companies/companies.service.js';
import { Env } from '../../config/index.js';
import { Database, type Queryable } from '../../database/index.js';
import { IntegrationRegistry } from '../../integration/index.js';
import { invalidFields, notFound, type FieldProblem } from '../../problems/index.js';
import { Channels, problemText } from '../channels.service.js';
import { AlertTargets } from './alert-targets.js';
import { testMessage } from './alert-texts.js';
import type { AlertEventPage, AlertEventQuery, AlertEventView, AlertRuleView, AlertTest, CreateAlertRule, UpdateAlertRule } from './alerts.dto.js';
import { webhookProblems } from './webhook-address.js';

type Row = Omit<AlertRuleView, 'last_sent_at' | 'channel_problem'> & { webhook_sealed: string | null };

const COLUMNS = ['integration', 'name', 'kinds', 'error_categories', 'queue_minutes', 'expiry_days', 'window_minutes', 'channel', 'webhook_sealed', 'webhook_host', 'emails', 'active'] as const;
type Stored = Pick<Row, (typeof COLUMNS)[number]>;

const DEFAULTS = { integration: null, error_categories: [], queue_minutes: 15, expiry_days: 30, window_minutes: 60, webhook_sealed: null, webhook_host: null, emails: [], active: true };

const VIEW = `
  SELECT r.id, r.company, r.integration, r.name, r.kinds, r.error_categories, r.queue_minutes, r.expiry_days, r.window_minutes, r.channel, r.webhook_host,
    r.emails, r.active, r.created_by, r.created_at, r.updated_at, sent.sent_at AS last_sent_at, CASE WHEN latest.state <> 'sent' THEN latest.last_problem END AS channel_problem
  FROM alert_rule r
  LEFT JOIN LATERAL (SELECT n.sent_at FROM notification n WHERE n.rule_id = r.id AND n.state = 'sent' ORDER BY n.id DESC LIMIT 1) sent ON true
  LEFT JOIN LATERAL (SELECT n.state, n.last_problem FROM notification n WHERE n.rule_id = r.id AND n.attempts > 0 ORDER BY n.id DESC LIMIT 1) latest ON true
  WHERE r.deleted_at IS NULL`;

const EVENTS = `
  SELECT e.id, e.rule_id, r.name AS rule, e.company, e.integration, e.kind, e.cause, e.window_start, e.window_end, e.occurrences, e.sample, e.closed_at,
    coalesce(n.state, 'sent') AS state, n.sent_at, n.problem
  FROM alert_event e JOIN alert_rule r ON r.id = e.rule_id
  LEFT JOIN LATERAL (
    SELECT min(state) AS state, max(sent_at) AS sent_at, (array_agg(last_problem ORDER BY id DESC) FILTER (WHERE state <> 'sent'))[1] AS problem
    FROM notification WHERE alert_event_id = e.id) n ON true
  WHERE ($1::text[] IS NULL OR e.company = ANY($1)) AND ($2::uuid IS NULL OR e.rule_id = $2) AND ($3::uuid IS NULL OR e.id < $3)
  ORDER BY e.id DESC LIMIT $4`;

/** What a company wants to be told of, by whom it is told, and what it was told. */
@Injectable()
export class AlertRules {
  constructor(
    private readonly db: Database,
    private readonly env: Env,
    private readonly registry: IntegrationRegistry,
    private readonly companies: CompaniesService,
    private readonly targets: AlertTargets,
    private readonly channels: Channels,
    private readonly audit: AuditService,
  ) {}

  list(caller: Caller, company?: string): Promise<AlertRuleView[]> {
    return this.db.rows(`${VIEW} AND ($1::text[] IS NULL OR r.company = ANY($1)) ORDER BY r.company, r.name, r.id`, [this.scope(caller, company)]);
  }

  /** 404 when there is none, and when it is another's. */
  async get(caller: Caller, id: string): Promise<AlertRuleView> {
    const [row] = await this.db.rows<AlertRuleView>(`${VIEW} AND r.id = $1`, [id]);
    if (!row) throw notFound();
    assertSees(caller, row.company);
    return row;
  }

  async create(caller: Caller, { company, ...given }: CreateAlertRule): Promise<AlertRuleView> {
    await this.companies.get(caller, company);
    const id = uuidv7();
    const stored = this.merge({ id, company }, DEFAULTS, given);
    await this.db.managed(async (tx, manager) => {
      const values = COLUMNS.map((name) => stored[name]);
      await tx.query(`INSERT INTO alert_rule (id, company, created_by, ${COLUMNS.join(', ')}) VALUES ($1, $2, $3, ${COLUMNS.map((_, at) => `$${at + 4}`).join(', ')})`, [id, company, caller.name, ...values]);
      await this.record(manager, caller, { id, company }, 'alert_rule.created', undefined, stored);
    });
    return this.get(caller, id);
  }

  /** Switching on anew begins now: nobody is told of what happened while it was off. */
  async update(caller: Caller, id: string, given: UpdateAlertRule): Promise<AlertRuleView> {
    await this.db.managed(async (tx, manager) => {
      const before = await this.row(tx, caller, id);
      const after = this.merge(before, before, given);
      await tx.query(
        `UPDATE alert_rule SET ${COLUMNS.map((name, at) => `${name} = $${at + 2}`).join(', ')}, updated_at = now(), watched_from = CASE WHEN NOT active AND $${COLUMNS.length + 1} THEN now() ELSE watched_from END WHERE id = $1`,
        [id, ...COLUMNS.map((name) => after[name])]);
      await this.record(manager, caller, before, 'alert_rule.updated', before, after);
    });
    return this.get(caller, id);
  }

  /** Its history stays; what it had still to tell is told to nobody. */
  async remove(caller: Caller, id: string): Promise<void> {
    await this.db.managed(async (tx, manager) => {
      const before = await this.row(tx, caller, id);
      await tx.query('UPDATE alert_rule SET deleted_at = now(), active = false WHERE id = $1', [id]);
      await tx.query(`UPDATE notification SET state = 'failed', last_error = 'rule deleted' WHERE rule_id = $1 AND state = 'pending'`, [id]);
      await tx.query('UPDATE alert_event SET closed_at = now() WHERE rule_id = $1 AND closed_at IS NULL', [id]);
      await this.record(manager, caller, before, 'alert_rule.deleted', before, undefined);
    });
  }

  /** Sends a word now, by the rule's own channel, and tells how it went. */
  async test(caller: Caller, id: string): Promise<AlertTest> {
    const { company, name, channel } = await this.get(caller, id);
    const message = testMessage({ rule: name, company }, this.env.DEFAULT_LOCALE === 'en' ? 'en' : 'es');
    const failure = await this.channels.send({ channel, rule_id: id, ...message }).then(() => null, (error: Error) => error);
    const problem = failure && (problemText(failure) ?? { es: failure.message, en: failure.message });
    await this.audit.record({ caller, company, action: 'alert_rule.tested', subject_type: 'alert_rule', subject_id: id, after: { name, ok: failure === null, problem } });
    return { ok: failure === null, problem };
  }

  async events(caller: Caller, { company, rule_id, cursor, limit }: AlertEventQuery): Promise<AlertEventPage> {
    const rows = await this.db.rows<AlertEventView>(EVENTS, [this.scope(caller, company), rule_id ?? null, cursor ?? null, limit + 1]);
    const data = rows.slice(0, limit);
    return { data, next_cursor: rows.length > limit ? data.at(-1)!.id : null };
  }

  private scope(caller: Caller, company?: string): string[] | null {
    if (company === undefined) return companyFilter(caller);
    assertSees(caller, company);
    return [company];
  }

  private async row(tx: Queryable, caller: Caller, id: string): Promise<Row> {
    const { rows } = await tx.query('SELECT * FROM alert_rule WHERE id = $1 AND deleted_at IS NULL FOR UPDATE', [id]);
    const [row] = rows as Row[];
    if (!row) throw notFound();
    assertSees(caller, row.company);
    return row;
  }

  /** The rule as it will be; throws 400 with everything that is wrong with it. */
  private merge(rule: { id: string; company: string }, before: Partial<Stored>, { webhook_url, ...given }: UpdateAlertRule): Stored {
    const merged = { ...before, ...given } as Stored;
    const problems: FieldProblem[] = [];
    if (merged.integration !== null && !this.registry.find(merged.integration)) problems.push({ path: 'integration', es: 'no existe esa integración', en: 'there is no such integration' });
    if (webhook_url !== undefined) problems.push(...webhookProblems(webhook_url, { privateHosts: this.env.ALLOW_PRIVATE_HOSTS }));
    else if (merged.channel === 'webhook' && !merged.webhook_sealed) problems.push({ path: 'webhook_url', es: 'es obligatorio', en: 'is required' });
    if (merged.channel === 'email' && merged.emails.length === 0) problems.push({ path: 'emails', es: 'no puede ser una lista vacía', en: 'must not be an empty list' });
    if (problems.length > 0) throw invalidFields(...problems);
    return webhook_url === undefined ? merged : { ...merged, webhook_sealed: this.targets.seal(rule, webhook_url), webhook_host: new URL(webhook_url).host };
  }

  private record(manager: EntityManager, caller: Caller, { id, company }: { id: string; company: string }, action: string, before?: Stored, after?: Stored): Promise<void> {
    return this.audit.record({ caller, company, action, subject_type: 'alert_rule', subject_id: id, before: before && shown(before), after: after && { ...shown(after), webhook_changed: before !== undefined && before.webhook_sealed !== after.webhook_sealed } }, manager);
  }
}

const shown = ({ webhook_sealed: _sealed, ...rule }: Stored): object => Object.fromEntries(COLUMNS.filter((name) => name !== 'webhook_sealed').map((name) => [name, (rule as Record<string, unknown>)[name]]));
