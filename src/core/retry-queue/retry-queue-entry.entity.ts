import { Column, CreateDateColumn, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';
import type { ErrorCategory } from '../errors/index.js';

export const RETRY_STATES = ['pending', 'processing', 'completed', 'failed', 'canceled'] as const;
export type RetryState = (typeof RETRY_STATES)[number];

/** The one owner of a retry: queues may be emptied, this row brings the work back. */
@Entity('retry_queue_entry')
export class RetryQueueEntry {
  @PrimaryColumn('uuid') id: string;
  @Column('text') company: string;
  @Column('text') integration: string;
  @Column('integer', { nullable: true }) credential_id: number | null;
  @Column('text') operation: string;
  @Column('text', { nullable: true }) subject: string | null;
  /** The newest message of the chain: the one that failed (pending) or the one that tries again (processing). */
  @Column('uuid') message_id: string;
  @Column('uuid') correlation_id: string;
  @Column('text', { nullable: true }) order_key: string | null;
  @Column('uuid') order_id: string;
  @Column('text', { default: 'pending' }) state: RetryState;
  @Column('text') error_category: ErrorCategory;
  @Column('integer', { default: 0 }) retry_count: number;
  @Column('integer') max_retries: number;
  @Column('timestamptz', { nullable: true }) next_attempt_at: Date | null;
  @Column('smallint', { default: 0 }) priority: number;
  @Column('text', { nullable: true }) last_error_code: string | null;
  @Column('text', { nullable: true }) last_error: string | null;
  @CreateDateColumn({ type: 'timestamptz' }) created_at: Date;
  @UpdateDateColumn({ type: 'timestamptz' }) updated_at: Date;
  @Column('timestamptz', { nullable: true }) finished_at: Date | null;
}
