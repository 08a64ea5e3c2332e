import { Column, CreateDateColumn, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';
import type { ErrorCategory } from '../errors/index.js';

export const ERROR_STATUSES = ['pending', 'resolved', 'ignored'] as const;
export type ErrorStatus = (typeof ERROR_STATUSES)[number];

/** One thing that is wrong, however often it happened. Field names are those of the Devengo specification. */
@Entity('integration_error')
export class IntegrationError {
  @PrimaryColumn('uuid') id: string;
  @Column('text') company: string;
  @Column('text') integration_name: string;
  @Column('text') operation: string;
  @Column('text') entity_type: string;
  @Column('text') entity_external_id: string;
  @Column('text') error_category: ErrorCategory;
  @Column('text') error_code: string;
  @Column('text') error_message: string;
  @Column('jsonb', { default: {} }) error_details: Record<string, unknown>;
  @Column('text', { default: 'pending' }) status: ErrorStatus;
  @Column('integer', { default: 1 }) occurrences: number;
  @Column('uuid', { nullable: true }) message_id: string | null;
  @Column('uuid', { nullable: true }) correlation_id: string | null;
  @Column('timestamptz') first_seen: Date;
  @Column('timestamptz') last_seen: Date;
  @Column('timestamptz', { nullable: true }) resolved_at: Date | null;
  @Column('text', { nullable: true }) resolved_by: string | null;
  @CreateDateColumn({ type: 'timestamptz' }) created_at: Date;
  @UpdateDateColumn({ type: 'timestamptz' }) updated_at: Date;
}
