import { Injectable, Logger } from '@nestjs/common';
import { CredentialEvents } from '../credentials/index.js';
import { Database } from '../database/index.js';

// A message that came before there was a credential names none: it belongs to its company's of that integration.
const DUE_NOW = `
  UPDATE integration_message m SET next_attempt_at = now()
  FROM integration_credential c
  WHERE c.id = $1 AND m.direction = 'inbound' AND m.status = 'received' AND m.next_attempt_at > now()
    AND (m.credential_id = c.id OR (m.credential_id IS NULL AND m.company = c.company AND m.integration = c.integration))`;

// Calls that were held back by the pause or the breaker wait as retries; what the provider itself asked for stays.
const HELD_NOW = `
  UPDATE retry_queue_entry SET next_attempt_at = now(), updated_at = now()
  WHERE credential_id = $1 AND state = 'pending' AND last_error_code = 'call_held' AND next_attempt_at > now()`;

/** A mended credential takes effect at once: what waited for it becomes due, and the next sweep sends it. */
@Injectable()
export class WakeOnResume {
  private readonly log = new Logger(WakeOnResume.name);

  constructor(db: Database, events: CredentialEvents) {
    events.on('resumed', (id) => {
      Promise.all([db.query(DUE_NOW, [id]), db.query(HELD_NOW, [id])]).catch((error: Error) => this.log.warn(`credential ${id}: ${error.message}`));
    });
  }
}
