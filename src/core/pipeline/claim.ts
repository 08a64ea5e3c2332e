import { prepared, type Database } from '../database/index.js';
import type { IntegrationMessage } from '../message-log/integration-message.entity.js';

// What stands in a message's way, in SQL, so that one statement both looks and claims.
const AHEAD = `
  SELECT h.id FROM integration_message h
  WHERE h.order_key = m.order_key AND h.direction = 'inbound' AND h.status IN ('received','processing')
    AND (h.order_id, h.id) < (m.order_id, m.id)`;
const AHEAD_WAITING = `
  SELECT r.message_id AS id FROM retry_queue_entry r
  WHERE r.order_key = m.order_key AND r.state = 'pending' AND r.order_id < m.order_id`;
const GATE_CLOSED = `
  SELECT s.* FROM credential_state s
  WHERE s.credential_id = m.credential_id
    AND (s.paused_at IS NOT NULL OR s.throttled_until > now() OR (s.breaker = 'open' AND s.breaker_until > now()))`;
const PAUSED = `SELECT p.paused_by, p.reason FROM integration_pause p WHERE p.company = m.company AND p.integration = m.integration`;

/** The id of the message that goes before `m`, or null: an SQL expression over the alias `m`. */
export const AHEAD_OF_M = `coalesce((${AHEAD} ORDER BY h.order_id LIMIT 1), (${AHEAD_WAITING} LIMIT 1))`;

/**
 * Subqueries that answer a value, not NOT EXISTS: PostgreSQL would turn those into joins, and without statistics (a burst
 * into a fresh installation) read every waiting message for each claim. These it can only answer from the indexes.
 */
export const CLAIM = `
  UPDATE integration_message m
  SET status = 'processing', claim = claim + 1, claimed_at = now(), started_at = coalesce(started_at, now()),
      next_attempt_at = NULL, wait_reason = NULL
  WHERE id = $1 AND direction = 'inbound' AND status IN ('received','processing')
    AND (${AHEAD} ORDER BY h.order_id LIMIT 1) IS NULL AND (${AHEAD_WAITING} LIMIT 1) IS NULL
    AND (SELECT g.credential_id FROM (${GATE_CLOSED}) g) IS NULL AND (SELECT p.reason FROM (${PAUSED}) p) IS NULL
  RETURNING *, (
    SELECT d.id FROM integration_message d
    WHERE m.trigger IN ('webhook','api') AND d.dedupe_key = m.dedupe_key AND d.direction = 'inbound'
      AND d.outcome = 'succeeded' AND d.id < m.id LIMIT 1) AS duplicate_of`;

const EXPLAIN = `
  SELECT m.status, ${AHEAD_OF_M} AS ahead,
         (SELECT to_jsonb(c) FROM (${GATE_CLOSED}) c) AS gate, (SELECT to_jsonb(p) FROM (${PAUSED}) p) AS pause
  FROM integration_message m WHERE m.id = $1 AND m.direction = 'inbound'`;

const WAIT = `
  UPDATE integration_message SET next_attempt_at = now() + make_interval(secs => $2), wait_reason = $3
  WHERE id = $1 AND status = 'received'
    AND CASE $4::text
      WHEN 'credential' THEN EXISTS (SELECT 1 FROM credential_state s WHERE s.credential_id = integration_message.credential_id AND s.paused_at IS NOT NULL)
      -- The lock keeps whoever resumes waiting until this is written, so that it is seen and undone.
      WHEN 'integration' THEN EXISTS (SELECT 1 FROM integration_pause p WHERE p.company = integration_message.company AND p.integration = integration_message.integration FOR KEY SHARE)
      ELSE true END`;

export type Claimed = IntegrationMessage & {
  duplicate_of: string | null;
  /** Of the credential this attempt works with: a late refusal must not pause a credential that was mended meanwhile. */
  credential_version?: number;
};

/** Takes a message for this worker, unless it is finished, not its turn, or its credential may not be used now. */
export async function claim(db: Database, id: string): Promise<Claimed | null> {
  try {
    return ((await db.query(prepared(CLAIM, [id]))).rows[0] as Claimed | undefined) ?? null;
  } catch (error) {
    // Two messages of one document at the same instant: the database lets only one be worked on.
    if ((error as { constraint?: string }).constraint === 'integration_message_one_at_a_time') return null;
    throw error;
  }
}

/** Writes down why a message could not be claimed and when to look again. Nothing waits without a reason. */
export async function noteWait(db: Database, id: string): Promise<void> {
  const [found] = await db.rows<Blocked>(EXPLAIN, [id]);
  if (!found || found.status !== 'received') return;
  const { seconds, reason, paused = null } = whyBlocked(found, Date.now());
  // A pause that was lifted since it was looked at is no reason any more: then the sweep brings the message back.
  await db.query(WAIT, [id, seconds, reason, paused]);
}

interface Blocked {
  status: string;
  ahead: string | null;
  pause: { paused_by: string; reason: string } | null;
  gate: { paused_at: string | null; pause_reason: string | null; throttled_until: string | null; breaker_until: string | null } | null;
}

function whyBlocked({ ahead, pause, gate }: Blocked, now: number): { seconds: number; reason: string; paused?: 'integration' | 'credential' } {
  if (pause) return { seconds: 600, reason: `Pausada por ${pause.paused_by}: ${pause.reason}`, paused: 'integration' };
  if (ahead) return { seconds: 3, reason: `Espera su turno: el mensaje ${ahead} del mismo documento va antes.` };
  if (!gate) return { seconds: 1, reason: 'Vuelve a la cola.' };
  if (gate.paused_at) return { seconds: 600, reason: `Credencial en pausa: ${gate.pause_reason ?? 'sin motivo'}`, paused: 'credential' };
  const until = Math.max(Date.parse(gate.throttled_until ?? '') || 0, Date.parse(gate.breaker_until ?? '') || 0);
  const why = gate.throttled_until && Date.parse(gate.throttled_until) > now ? 'el proveedor pidió esperar (límite de llamadas)' : 'el proveedor falla seguido';
  // A little spread keeps a long queue from arriving in one instant.
  return { seconds: Math.max((until - now) / 1000, 0.2) + Math.random() * 0.5, reason: `En espera: ${why}.` };
}
