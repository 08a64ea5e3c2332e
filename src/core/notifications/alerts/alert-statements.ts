import { ALERT_KINDS, type AlertKindName } from './alert-kinds.js';

export const RULES = `
  SELECT id, company, integration, name, kinds, channel, window_minutes FROM alert_rule WHERE active AND deleted_at IS NULL ORDER BY id`;

// $1 rule, $2 names of its schedules, $3 the least id of a run of the last minutes.
const FOUND = (kind: AlertKindName): string => `
  WITH r AS (SELECT *, $2::text[] AS schedules, $3::uuid AS lately FROM alert_rule WHERE id = $1),
  found (cause, integration, at, sample) AS (${ALERT_KINDS[kind].find})`;

/** Causes that no window covers, with the first instant of each. $4 how many at most. */
export const NEW_CAUSES = (kind: AlertKindName): string => `
  ${FOUND(kind)}, covered AS (SELECT cause, max(window_end) AS until FROM alert_event WHERE rule_id = $1 GROUP BY cause)
  SELECT f.cause, f.integration, min(f.at)::text AS first, (array_agg(f.sample ORDER BY f.at))[1] AS sample
  FROM r CROSS JOIN found f LEFT JOIN covered c ON c.cause = f.cause
  WHERE f.at <= now() AND CASE WHEN c.until IS NULL THEN f.at >= r.watched_from ELSE f.at > c.until AND f.at >= r.watched_from END
  GROUP BY f.cause, f.integration ORDER BY min(f.at) LIMIT $4`;

/** Open windows with what is in them. A minute of grace: who wrote within the window may commit after it. */
export const COUNT = (kind: AlertKindName): string => `
  ${FOUND(kind)}
  SELECT e.id, e.cause, e.integration, e.sample, count(f.cause)::int AS occurrences, e.window_end < now() - interval '1 minute' AS over
  FROM alert_event e LEFT JOIN found f ON f.cause = e.cause AND f.at BETWEEN e.window_start AND e.window_end
  WHERE e.rule_id = $1 AND e.kind = '${kind}' AND e.closed_at IS NULL GROUP BY e.id`;

export const OPEN_EVENT = `
  INSERT INTO alert_event (id, rule_id, company, integration, kind, cause, window_start, window_end, sample)
  VALUES ($1, $2, $3, $4, $5, $6, $7::timestamptz, $7::timestamptz + make_interval(mins => $8), $9) ON CONFLICT DO NOTHING`;

/** What passed in the meantime stays counted. Only who closes it hears that it is closed. */
export const CLOSE = `
  UPDATE alert_event SET occurrences = greatest(occurrences, $2), closed_at = CASE WHEN $3 THEN now() END
  WHERE id = $1 AND closed_at IS NULL RETURNING occurrences, closed_at IS NOT NULL AS closed`;

export const TELL = `
  INSERT INTO notification (id, company, integration, channel, key, subject, text, rule_id, alert_event_id)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (company, key, channel) DO NOTHING`;

export const FORGET = `DELETE FROM alert_event WHERE created_at < now() - interval '90 days' AND closed_at IS NOT NULL`;
