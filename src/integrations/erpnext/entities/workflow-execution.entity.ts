import { Column, CreateDateColumn, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';
import type { Progress } from '../mapping/steps.js';

/** One run of the workflow. How its last attempt ended is in the message log, and `workflow_execution_view` shows both. */
@Entity('workflow_execution')
export class WorkflowExecution {
  @PrimaryColumn('integer', { generated: 'identity', generatedIdentity: 'ALWAYS' }) id: number;
  @Column('text') company: string;
  /** The last step that is done. */
  @Column('text', { default: 'pending' }) progress: Progress;
  /** Where it is meant to go: once a cancellation was asked for, no step is made any more. */
  @Column('text', { default: 'complete' }) goal: 'complete' | 'cancel';
  /** Grows with every restart: cancelled documents keep their keys. */
  @Column('integer', { default: 1 }) generation: number;
  @Column('jsonb') payload_json: Record<string, unknown>;
  @Column('text', { nullable: true }) po_a_id: string | null;
  @Column('text', { nullable: true }) pr_a_id: string | null;
  @Column('text', { nullable: true }) dn_a_id: string | null;
  @Column('text', { nullable: true }) pr_b_id: string | null;
  /** Of all its messages. */
  @Column('uuid') correlation_id: string;
  /** The message that a person or program sent last: what a resume sends again. */
  @Column('uuid') message_id: string;
  @Column('text', { nullable: true }) idempotency_key: string | null;
  @Column('text', { nullable: true }) payload_digest: string | null;
  @Column('text', { nullable: true }) created_by: string | null;
  @CreateDateColumn({ type: 'timestamptz' }) created_at: Date;
  @UpdateDateColumn({ type: 'timestamptz' }) updated_at: Date;
}
