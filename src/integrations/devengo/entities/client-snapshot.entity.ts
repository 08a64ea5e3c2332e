import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { OptionalDate, OptionalText } from './columns.js';
import type { PeriodStatus } from './words.js';

/**
 * What a client's record said the last time a whole reading of that system ended well; `found` false: it was not there.
 * A reading that fails writes nothing, so an outage is never taken for an absence (rule R10).
 */
@Entity('devengo_client_snapshot')
export class ClientSnapshot {
  @PrimaryGeneratedColumn({ type: 'integer' }) id: number;
  @Column('text') company: string;
  @Column('integer') client_id: number;
  @Column('text') system: 'fourgeeks' | 'notion';
  @Column('boolean') found: boolean;
  @OptionalText() status: PeriodStatus | null;
  @OptionalText() raw_status: string | null;
  @OptionalDate() status_date: string | null;
  @Column('timestamptz') seen_at: Date;
}
