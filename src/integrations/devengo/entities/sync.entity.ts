import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { OptionalDate, OptionalMoment, OptionalText } from './columns.js';
import type { RunStatus } from './words.js';

/** One synchronisation: of a step, or of several in their order. */
@Entity('devengo_sync_execution')
export class SyncExecutionRecord {
  @PrimaryColumn('uuid') id: string;
  @Column('text') company: string;
  @Column('text') process_type: 'step' | 'process';
  @Column('text', { default: 'pending' }) status: RunStatus;
  @Column('text') trigger: 'api' | 'cli' | 'schedule';
  @Column('integer', { nullable: true }) year: number | null;
  @OptionalDate() start_date: string | null;
  @OptionalDate() end_date: string | null;
  @Column('jsonb', { default: {} }) options: Record<string, unknown>;
  @Column('boolean', { default: false }) cancel_requested: boolean;
  @OptionalText() error_code: string | null;
  @OptionalText() error_message: string | null;
  @Column('text') created_by: string;
  @Column('timestamptz', { default: () => 'now()' }) created_at: Date;
  @OptionalMoment() started_at: Date | null;
  @OptionalMoment() finished_at: Date | null;
}

/** A step of it: where it stands and what it has counted so far. */
@Entity('devengo_sync_step')
export class SyncStepRecord {
  @PrimaryGeneratedColumn({ type: 'bigint' }) id: string;
  @Column('uuid') execution_id: string;
  @Column('integer') position: number;
  @Column('text') company: string;
  @Column('text') step: string;
  @Column('text', { default: 'pending' }) status: RunStatus;
  @Column('uuid', { nullable: true }) message_id: string | null;
  @Column('jsonb', { default: {} }) cursor: Record<string, unknown>;
  @Column('jsonb', { default: {} }) statistics: Record<string, number>;
  @Column('jsonb', { nullable: true }) result: unknown;
  @OptionalText() error_code: string | null;
  @OptionalText() error_message: string | null;
  @OptionalMoment() heartbeat_at: Date | null;
  @OptionalMoment() started_at: Date | null;
  @OptionalMoment() finished_at: Date | null;
}

/** A page that was read, for whoever looks into a run. */
@Entity('devengo_sync_page')
export class SyncPageRecord {
  @PrimaryGeneratedColumn({ type: 'bigint' }) id: string;
  @Column('uuid') execution_id: string;
  @Column('integer') position: number;
  @Column('text') company: string;
  @Column('text') page: string;
  @Column('jsonb') statistics: Record<string, number>;
  @Column('integer') duration_ms: number;
  @Column('timestamptz', { default: () => 'now()' }) created_at: Date;
}

export const SYNC_ENTITIES = [SyncExecutionRecord, SyncStepRecord, SyncPageRecord] as const;
