import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What limits the calls made with a credential right now, shared by all workers. */
@Entity('credential_state')
export class CredentialState {
  @PrimaryColumn('integer') credential_id: number;
  @Column('timestamptz', { nullable: true }) paused_at: Date | null;
  @Column('text', { nullable: true }) pause_reason: string | null;
  @Column('timestamptz', { nullable: true }) throttled_until: Date | null;
  @Column('text', { default: 'closed' }) breaker: 'closed' | 'open' | 'half_open';
  @Column('timestamptz', { nullable: true }) breaker_until: Date | null;
  @Column('double precision', { default: 0 }) tokens: number;
  @Column('timestamptz') tokens_at: Date;
  @Column('timestamptz') updated_at: Date;
}
