import { Injectable, Logger } from '@nestjs/common';
import { CredentialEvents } from '../credentials/index.js';
import { Database } from '../database/index.js';

const DUE_NOW = `
  UPDATE integration_message SET next_attempt_at = now()
  WHERE credential_id = $1 AND direction = 'inbound' AND status = 'received' AND next_attempt_at > now()`;

/** A mended credential takes effect at once: what waited for it becomes due, and the next sweep sends it. */
@Injectable()
export class WakeOnResume {
  private readonly log = new Logger(WakeOnResume.name);

  constructor(db: Database, events: CredentialEvents) {
    events.on('resumed', (id) => {
      db.query(DUE_NOW, [id]).catch((error: Error) => this.log.warn(`credential ${id}: ${error.message}`));
    });
  }
}
