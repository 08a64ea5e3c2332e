import { v7 as uuidv7 } from 'uuid';
import type { IntegrationFailure, Warning } from '../errors/index.js';
import type { HandlerResult, RetryPolicy } from '../integration/index.js';
import type { InboundRow } from '../message-log/inbound.js';
import type { IntegrationMessage, MessageOutcome } from '../message-log/integration-message.entity.js';
import { attemptsFor, type Decision } from '../retry-queue/decide.js';
import { storableJson } from '../text/index.js';
import type { Journal } from './journal.js';

const FINISH = `
  UPDATE integration_message m
  SET status = $2, outcome = $3, finished_at = clock_timestamp(), duration_ms = (extract(epoch FROM clock_timestamp() - claimed_at) * 1000)::int,
      response_payload = $4, warnings = $5, error_category = $6, error_code = $7, error_message = $8, decision = $9, next_attempt_at = $10
  WHERE id = $1
  RETURNING (
    SELECT n.id FROM integration_message n
    WHERE n.order_key = m.order_key AND n.direction = 'inbound' AND n.status = 'received' AND n.id <> m.id
    ORDER BY n.order_id, n.id LIMIT 1) AS next_id`;

const SEARCHABLE = `
  INSERT INTO message_search (message_id, document)
  SELECT id, to_tsvector('simple', left(concat_ws(' ', external_reference, $2::text, payload::text), 100000))
  FROM integration_message WHERE id = $1
  ON CONFLICT DO NOTHING`;

const CLOSE_RETRY = `
  UPDATE retry_queue_entry SET state = $2, finished_at = now(), updated_at = now(), next_attempt_at = NULL
  WHERE correlation_id = $1 AND state IN ('pending','processing')`;

const SCHEDULE_RETRY = `
  INSERT INTO retry_queue_entry AS r
    (id, company, integration, credential_id, operation, subject, message_id, correlation_id, order_key, order_id,
     error_category, retry_count, max_retries, next_attempt_at, last_error_code, last_error)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
  ON CONFLICT (correlation_id, operation) WHERE state IN ('pending','processing') DO UPDATE SET
    state = 'pending', message_id = excluded.message_id, error_category = excluded.error_category,
    retry_count = excluded.retry_count, max_retries = excluded.max_retries, next_attempt_at = excluded.next_attempt_at,
    last_error_code = excluded.last_error_code, last_error = excluded.last_error, updated_at = now()`;

export const RETRY_OPERATION = 'process_message';

/** How an attempt ended, ready to be written. */
export interface Ending {
  status: 'processed' | 'skipped';
  outcome: MessageOutcome;
  summary: Record<string, unknown>;
  warnings: Warning[];
  failure?: IntegrationFailure;
  decision?: Decision;
  retryAt?: Date;
  /** Messages that other integrations made of it, stored with it. */
  heard?: readonly InboundRow[];
}

export function goodEnding(result: HandlerResult): Ending {
  const status = result.outcome === 'succeeded' ? 'processed' : 'skipped';
  return { status, outcome: result.outcome, summary: result.summary, warnings: result.warnings ?? [] };
}

/** The light summary the specification asks for: what happened and what to do, no details, no secrets. */
export function badEnding(failure: IntegrationFailure, decision: Decision, now: Date): Ending {
  const delayMs = 'delayMs' in decision ? decision.delayMs : undefined;
  return {
    status: 'processed',
    outcome: delayMs === undefined ? 'failed' : 'retry_scheduled',
    summary: { error: { category: failure.category, code: failure.code, message: failure.message, ...(failure.httpStatus ? { http_status: failure.httpStatus } : {}) } },
    warnings: [],
    failure,
    decision,
    retryAt: delayMs === undefined ? undefined : new Date(now.getTime() + delayMs),
  };
}

/** Writes the end of an attempt in one commit with everything it noted. Returns the next message of the same document. */
export async function finish(journal: Journal, message: IntegrationMessage, ending: Ending, policy: RetryPolicy): Promise<string | null> {
  const { failure, decision, retryAt } = ending;
  if (decision && retryAt) scheduleRetry(journal, message, failure!, decision, retryAt, policy);
  else if (message.trigger === 'retry') journal.note(CLOSE_RETRY, [message.correlation_id, failure ? 'failed' : 'completed']);
  journal.note(SEARCHABLE, [message.id, failure?.message ?? null]);
  const [row] = await journal.commit({
    text: FINISH,
    values: [
      message.id, ending.status, ending.outcome, storableJson(ending.summary), storableJson(ending.warnings), failure?.category ?? null,
      failure?.code ?? null, failure?.message ?? null, decision ? `${decision.action}: ${decision.reason}` : null, retryAt ?? null,
    ],
  });
  return (row?.next_id as string | null | undefined) ?? null;
}

function scheduleRetry(journal: Journal, message: IntegrationMessage, failure: IntegrationFailure, decision: Decision, retryAt: Date, policy: RetryPolicy): void {
  // `attempt` counts tries; a wait that the provider asked for uses none up.
  const used = decision.action === 'wait' ? message.attempt - 1 : message.attempt;
  journal.note(SCHEDULE_RETRY, [
    uuidv7(), message.company, message.integration, failure.credential?.id ?? message.credential_id, RETRY_OPERATION, message.external_reference, message.id,
    message.correlation_id, message.order_key, message.order_id, failure.category, used, attemptsFor(failure.category, policy) - 1, retryAt, failure.code, failure.message,
  ]);
}
