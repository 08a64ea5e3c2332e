// Ids are UUIDv7: the first 48 bits are the millisecond, so an hour is a range of the primary key.
const hourOf = (id: string): string => `(('x' || translate(left(${id}::text, 13), '-', ''))::bit(48)::bigint / 3600000)::int`;

/**
 * Hours (since 1970) whose messages ended, or whose waiting retry was canceled, since $1. A cancellation changes the outcome of a
 * message that had ended before, and nothing else of it.
 */
export const TOUCHED = `
  SELECT ${hourOf('id')} AS hour FROM integration_message WHERE finished_at >= $1 GROUP BY 1
  UNION
  SELECT ${hourOf('message_id')} FROM retry_queue_entry WHERE state = 'canceled' AND finished_at >= $1 GROUP BY 1`;

/** The newest hour before the id $1 in which there is anything. */
export const HOUR_BEFORE = `SELECT ${hourOf('id')} AS hour FROM integration_message WHERE id < $1 ORDER BY id DESC LIMIT 1`;

/** One hour, counted anew: $1 is the hour, $2 and $3 the ids it lies between. */
export const COUNT_HOUR = `
  INSERT INTO message_bucket (hour, company, integration, direction, outcome, error_category, host, messages, duration_ms, slowest_ms)
  SELECT $1::timestamptz, company, integration, direction, coalesce(outcome, status), coalesce(error_category, ''),
         CASE direction WHEN 'outbound' THEN coalesce(substring(url FROM '^https?://([^/?#]+)'), '') ELSE '' END,
         count(*), coalesce(sum(duration_ms), 0), coalesce(max(duration_ms), 0)
  FROM integration_message WHERE id >= $2 AND id < $3
  GROUP BY 2, 3, 4, 5, 6, 7`;

/**
 * The instant before which nothing can change any more unseen: a transaction that is still open may commit what it dated with its
 * own beginning. Autovacuum writes nothing.
 */
export const HORIZON = `
  SELECT least(now(), min(xact_start)) AS horizon FROM pg_stat_activity
  WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()`;
