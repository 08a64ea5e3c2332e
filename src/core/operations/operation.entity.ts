import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

export type OperationState = 'pending' | 'running' | 'completed' | 'canceled' | 'failed';

/** Long work that a person started, with its progress. */
@Entity('operation')
export class Operation {
  @PrimaryColumn('uuid') id: string;
  @Column('text') kind: string;
  @Column('text', { array: true }) companies: string[];
  @Column('jsonb', { default: {} }) params: Record<string, unknown>;
  @Column('text', { default: 'pending' }) state: OperationState;
  @Column('integer', { default: 0 }) total: number;
  @Column('integer', { default: 0 }) done: number;
  @Column('integer', { default: 0 }) succeeded: number;
  @Column('integer', { default: 0 }) failed: number;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('text', { nullable: true }) error: string | null;
  @Column('text') created_by: string;
  @CreateDateColumn({ type: 'timestamptz' }) created_at: Date;
  @Column('timestamptz', { nullable: true }) heartbeat_at: Date | null;
  @Column('timestamptz', { nullable: true }) finished_at: Date | null;
}

/** One thing of a bulk operation (a message; or an error, a waiting retry: its `subject_id`) and what became of it. */
@Entity('operation_item')
export class OperationItem {
  @PrimaryColumn('uuid') operation_id: string;
  @PrimaryColumn('integer') position: number;
  @Column('uuid', { nullable: true }) message_id: string | null;
  @Column('uuid', { nullable: true }) subject_id: string | null;
  @Column('uuid', { nullable: true }) new_message_id: string | null;
  @Column('text', { nullable: true }) outcome: string | null;
  @Column('text', { nullable: true }) error: string | null;
}
