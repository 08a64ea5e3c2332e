import { Injectable, type OnModuleInit } from '@nestjs/common';
import { KeyRotationService } from '../../credentials/key-rotation.service.js';
import { Keys } from '../../credentials/keys/index.js';
import { Database } from '../../database/index.js';
import { ruleGone, secretUnreadable } from '../channel-problem.js';

/** Where a notice goes. */
export type Target = { channel: 'webhook'; url: string } | { channel: 'email'; to: readonly string[] };

interface Row {
  id: string;
  company: string;
  channel: 'webhook' | 'email';
  webhook_sealed: string | null;
  emails: string[];
}

const contextOf = ({ id, company }: Pick<Row, 'id' | 'company'>): string => JSON.stringify(['alert_rule', company, id]);

/** The address of a rule, sealed with the keys of the credentials: who knows a webhook's address can write there. */
@Injectable()
export class AlertTargets implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly keys: Keys,
    private readonly rotation: KeyRotationService,
  ) {}

  onModuleInit(): void {
    this.rotation.also(() => this.reseal());
  }

  seal(rule: Pick<Row, 'id' | 'company'>, url: string): string {
    return this.keys.ring.seal(url, contextOf(rule));
  }

  /** Throws a `ChannelProblem` when there is no such rule any more, or its address cannot be read. */
  async of(ruleId: string): Promise<Target> {
    const [row] = await this.db.rows<Row>('SELECT id, company, channel, webhook_sealed, emails FROM alert_rule WHERE id = $1 AND deleted_at IS NULL', [ruleId]);
    if (!row) throw ruleGone();
    return row.channel === 'email' ? { channel: 'email', to: row.emails } : { channel: 'webhook', url: this.open(row) };
  }

  private open(row: Row): string {
    try {
      return this.keys.ring.open(row.webhook_sealed ?? '', contextOf(row));
    } catch {
      throw secretUnreadable();
    }
  }

  private async reseal(): Promise<number> {
    const rows = await this.db.rows<Row>('SELECT id, company, channel, webhook_sealed, emails FROM alert_rule WHERE webhook_sealed IS NOT NULL');
    const old = rows.filter(({ webhook_sealed }) => !this.keys.ring.isCurrent(webhook_sealed!));
    for (const row of old) {
      await this.db.query('UPDATE alert_rule SET webhook_sealed = $2 WHERE id = $1 AND webhook_sealed = $3', [row.id, this.seal(row, this.open(row)), row.webhook_sealed]);
    }
    return old.length;
  }
}
