import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Progress } from '../mapping/steps.js';

/** `workflow_execution_view`: an execution and how its last attempt ended. Only read: made by a migration, joined by the database. */
@Entity('workflow_execution_view', { synchronize: false })
export class WorkflowExecutionView {
  @PrimaryColumn('integer') id: number;
  @Column('text') company: string;
  @Column('text') status: Progress | 'failed';
  @Column('text') goal: 'complete' | 'cancel';
  @Column('integer') generation: number;
  @Column('text', { nullable: true }) po_a_id: string | null;
  @Column('text', { nullable: true }) pr_a_id: string | null;
  @Column('text', { nullable: true }) dn_a_id: string | null;
  @Column('text', { nullable: true }) pr_b_id: string | null;
  @Column('text', { nullable: true }) failed_step: string | null;
  @Column('text', { nullable: true }) error_category: string | null;
  @Column('text', { nullable: true }) error_code: string | null;
  @Column('text', { nullable: true }) error_message: string | null;
  @Column('timestamptz', { nullable: true }) next_attempt_at: Date | null;
  @Column('uuid') correlation_id: string;
  @Column('uuid') message_id: string;
  @Column('text', { nullable: true }) idempotency_key: string | null;
  @Column('text', { nullable: true }) created_by: string | null;
  @Column('timestamptz') created_at: Date;
  @Column('timestamptz') updated_at: Date;
}
