/**
 * Whether the chain of messages of a row `s` of oppen_sync_log is still on its way, as SQL: a message that is not finished,
 * or one that waits for its retry. Subqueries, so that a chain of null is simply closed.
 */
export const OPEN_MESSAGE = `(
  SELECT m.id FROM integration_message m
  WHERE m.correlation_id = s.correlation_id AND m.direction = 'inbound' AND m.status IN ('received','processing') ORDER BY m.id DESC LIMIT 1)`;
export const WAITING_RETRY = `(
  SELECT r.message_id FROM retry_queue_entry r WHERE r.correlation_id = s.correlation_id AND r.state IN ('pending','processing') LIMIT 1)`;
/** The last message of the chain, whatever became of it. */
export const LAST_MESSAGE = `(
  SELECT m.id FROM integration_message m WHERE m.correlation_id = s.correlation_id AND m.direction = 'inbound' ORDER BY m.id DESC LIMIT 1)`;
