import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { Database } from '../database/index.js';
import { IntegrationRegistry, type DocumentLink } from '../integration/index.js';
import { AHEAD_OF_M } from '../pipeline/claim.js';
import { MessageReader } from './message-reader.service.js';
import { reasonsOf, type MessageFacts, type Reason } from './whereabouts.js';

export interface WhereaboutsView {
  reasons: Reason[];
  links: readonly DocumentLink[];
  /** Of the message's credential, or the one it would be given. */
  environment: string | null;
}

interface Facts extends MessageFacts {
  company: string;
  integration: string;
  order_key: string | null;
  external_reference: string | null;
  summary: Record<string, unknown> | null;
  base_url: string | null;
  environment: string | null;
}

const FACTS = `
  SELECT m.id, m.company, m.integration, m.status, m.outcome, m.error_category, m.error_code, m.next_attempt_at, m.started_at, m.order_key, m.external_reference,
    CASE WHEN m.direction = 'inbound' AND jsonb_typeof(m.response_payload) = 'object' THEN m.response_payload END AS summary,
    c.id AS credential_id, c.name AS credential_name, c.active AS credential_active, c.base_url, c.environment,
    s.paused_at, s.pause_reason, s.throttled_until, s.breaker, s.breaker_until, p.actor_name AS paused_by,
    i.paused_at AS rests_since, i.paused_by AS rests_by, i.reason AS rests_why,
    a.id AS ahead_id, a.external_reference AS ahead_reference,
    r.state AS retry_state, r.next_attempt_at AS retry_at, r.retry_count, r.max_retries,
    coalesce(l.id, m.id) AS latest_id, l.outcome AS latest_outcome
  FROM integration_message m
  LEFT JOIN LATERAL (
    SELECT * FROM integration_credential k
    WHERE k.id = m.credential_id OR (m.credential_id IS NULL AND k.company = m.company AND k.integration = m.integration AND k.name = 'default')
    LIMIT 1) c ON true
  LEFT JOIN credential_state s ON s.credential_id = c.id
  LEFT JOIN LATERAL (
    SELECT actor_name FROM audit_log
    WHERE subject_type = 'credential' AND subject_id = c.id::text AND action = 'credential.paused' AND actor_type <> 'system' AND at >= s.paused_at - interval '5 seconds'
    ORDER BY id DESC LIMIT 1) p ON s.paused_at IS NOT NULL
  LEFT JOIN integration_pause i ON i.company = m.company AND i.integration = m.integration
  LEFT JOIN integration_message a ON m.status = 'received' AND a.id = ${AHEAD_OF_M}
  LEFT JOIN LATERAL (
    SELECT * FROM retry_queue_entry e WHERE e.correlation_id = m.correlation_id AND e.state IN ('pending','processing') LIMIT 1) r ON true
  LEFT JOIN LATERAL (
    SELECT n.id, n.outcome FROM integration_message n
    WHERE n.correlation_id = m.correlation_id AND n.direction = 'inbound' ORDER BY n.id DESC LIMIT 1) l ON m.direction = 'inbound'
  WHERE m.id = $1`;

/** Answers «why is it where it is» and «where is its document» for one message. */
@Injectable()
export class Whereabouts {
  constructor(
    private readonly db: Database,
    private readonly reader: MessageReader,
    private readonly registry: IntegrationRegistry,
  ) {}

  /** 404 for a message that is not there or of another company. */
  async of(caller: Caller, id: string): Promise<WhereaboutsView> {
    await this.reader.assertReadable(caller, id);
    const [facts] = await this.db.rows<Facts>(FACTS, [id]);
    return { reasons: reasonsOf(facts!, new Date()), links: this.linksOf(facts!), environment: facts!.environment };
  }

  private linksOf({ company, integration, order_key, external_reference, summary, base_url }: Facts): readonly DocumentLink[] {
    const definition = this.registry.all.find((one) => one.id === integration);
    const prefix = `${integration}|${company}|`;
    return definition?.links?.({ order_key: order_key?.startsWith(prefix) ? order_key.slice(prefix.length) : null, external_reference, summary: summary ?? {}, base_url }) ?? [];
  }
}
