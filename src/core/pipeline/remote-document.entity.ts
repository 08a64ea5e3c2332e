import { Column, CreateDateColumn, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';

/** The idempotency record: which remote document answers to one of ours. At most one per key, kept by its primary key. */
@Entity('remote_document')
export class RemoteDocument {
  @PrimaryColumn('text') integration: string;
  @PrimaryColumn('text') company: string;
  @PrimaryColumn('text') kind: string;
  @PrimaryColumn('text') key: string;
  /** creating: a write was announced, its outcome is not known yet. absent: looked for, certainly not there. */
  @Column('text') state: 'creating' | 'created' | 'canceled' | 'absent';
  @Column('text', { nullable: true }) marker: string | null;
  @Column('text', { nullable: true }) remote_id: string | null;
  @Column('text', { nullable: true }) remote_number: string | null;
  @Column('jsonb', { default: {} }) details: Record<string, unknown>;
  @Column('uuid') message_id: string;
  /** When the last write was announced: a look-up is only trusted after the provider had time to commit. */
  @Column('timestamptz') intent_at: Date;
  @CreateDateColumn({ type: 'timestamptz' }) created_at: Date;
  @UpdateDateColumn({ type: 'timestamptz' }) updated_at: Date;
}
