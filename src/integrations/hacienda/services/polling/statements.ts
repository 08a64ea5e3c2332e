import type { Polled } from './polled.js';

export interface PollStatements {
  /** Companies that have anything submitted. */
  companies: string;
  /** Questions under way: company, event → `open`. */
  open: string;
  /** Marks a batch as asked about: company, minutes to settle, hours at most, minutes between two questions, size → rows. */
  take: string;
}

export const statementsOf = ({ table, order }: Pick<Polled, 'table' | 'order'>): PollStatements => ({
  companies: `SELECT DISTINCT company FROM ${table} WHERE state = 'submitted'`,
  open: `
    SELECT count(*)::int AS open FROM integration_message
    WHERE status IN ('received','processing') AND direction = 'inbound' AND integration = 'hacienda' AND company = $1 AND event_type = $2 AND trigger = 'schedule'`,
  // What is asked about already, or waits for its retry, is not asked about twice.
  take: `
    UPDATE ${table} SET checked_at = now() WHERE id IN (
      SELECT d.id FROM ${table} d
      WHERE d.company = $1 AND d.state = 'submitted'
        AND d.submitted_at < now() - make_interval(mins => $2) AND d.submitted_at > now() - make_interval(hours => $3)
        AND (d.checked_at IS NULL OR d.checked_at < now() - make_interval(mins => $4))
        AND NOT EXISTS (SELECT 1 FROM integration_message m WHERE m.order_key = 'hacienda|' || d.company || '|${order}:' || d.id AND m.direction = 'inbound' AND m.status IN ('received','processing'))
        AND NOT EXISTS (SELECT 1 FROM retry_queue_entry r WHERE r.order_key = 'hacienda|' || d.company || '|${order}:' || d.id AND r.state IN ('pending','processing'))
      ORDER BY d.submitted_at LIMIT $5 FOR UPDATE OF d SKIP LOCKED)
    RETURNING id, company, clave, credential_id`,
});
