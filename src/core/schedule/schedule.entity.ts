import { Column, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';

/** A schedule as people see it. The definition comes from code; pause and next run live here, shared by all schedulers. */
@Entity('schedule')
export class Schedule {
  @PrimaryColumn('text') name: string;
  @Column('text') cron: string;
  @Column('text', { default: 'UTC' }) timezone: string;
  @Column('text', { default: '' }) description: string;
  @Column('boolean', { default: false }) paused: boolean;
  @Column('timestamptz', { nullable: true }) next_run_at: Date | null;
  @UpdateDateColumn({ type: 'timestamptz' }) updated_at: Date;
}

/** One run of a schedule. A unique index on (schedule, due_at) lets a tick run once, however many schedulers tick. */
@Entity('schedule_run')
export class ScheduleRun {
  @PrimaryColumn('uuid') id: string;
  @Column('text') schedule: string;
  @Column('timestamptz') due_at: Date;
  @Column('text', { default: 'tick' }) trigger: 'tick' | 'manual';
  @Column('text', { default: 'running' }) state: 'running' | 'completed' | 'failed';
  @Column('jsonb', { nullable: true }) result: unknown;
  @Column('text', { nullable: true }) error: string | null;
  @Column('timestamptz') started_at: Date;
  @Column('timestamptz', { nullable: true }) finished_at: Date | null;
}

/** One run of a synchronisation step (Devengo and others). */
@Entity('sync_execution')
export class SyncExecution {
  @PrimaryColumn('uuid') id: string;
  @Column('text') company: string;
  @Column('text') integration: string;
  @Column('text') step: string;
  @Column('text', { default: 'running' }) status: string;
  @Column('jsonb', { default: {} }) params: Record<string, unknown>;
  @Column('jsonb', { nullable: true }) result: unknown;
  @Column('text', { nullable: true }) error: string | null;
  @Column('timestamptz') started_at: Date;
  @Column('timestamptz', { nullable: true }) finished_at: Date | null;
}
