import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Step } from '../mapping/steps.js';

export type StepAction = 'look' | 'create' | 'adopt' | 'submit' | 'verify' | 'cancel' | 'delete';

/** One try at one part of a step. Never changed once it has ended. */
@Entity('workflow_step')
export class WorkflowStep {
  @PrimaryColumn('bigint', { generated: 'identity', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('integer') execution_id: number;
  @Column('integer') generation: number;
  @Column('text') step: Step['name'];
  @Column('text') action: StepAction;
  /** interrupted: the process died in the middle. waiting: it was turned away or held back, and goes on by itself. */
  @Column('text', { default: 'running' }) status: 'running' | 'done' | 'failed' | 'waiting' | 'interrupted';
  /** Counts tries of this action of this step and generation. */
  @Column('integer') attempt: number;
  @Column('text', { nullable: true }) document: string | null;
  @Column('text', { nullable: true }) error_code: string | null;
  @Column('text', { nullable: true }) error: string | null;
  @Column('uuid') message_id: string;
  @Column('timestamptz') started_at: Date;
  @Column('timestamptz', { nullable: true }) finished_at: Date | null;
}
