import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, UpdateDateColumn } from 'typeorm';
import { OptionalDate, OptionalId, OptionalMoment, OptionalText } from './columns.js';
import type { PeriodStatus } from './words.js';

/** An enrolment in a cohort: from when to when the client is taught. */
@Entity('devengo_service_period')
export class ServicePeriod {
  @PrimaryGeneratedColumn({ type: 'integer' }) id: number;
  @Column('text') company: string;
  @Column('text') external_id: string;
  @OptionalId() service_contract_id: number | null;
  @OptionalId() client_id: number | null;
  @Column('text', { default: '' }) name: string;
  @Column('date') start_date: string;
  @Column('date') end_date: string;
  @Column('text') status: PeriodStatus;
  @OptionalText() raw_status: string | null;
  /** When the status was first seen, which later readings do not move (rule R15). */
  @OptionalDate() status_change_date: string | null;
  /** A person's date; it wins. */
  @OptionalDate() status_change_override: string | null;
  @Column('jsonb', { default: {} }) original_data: unknown;
  @OptionalText() content_hash: string | null;
  @OptionalMoment() deleted_at: Date | null;
  @CreateDateColumn({ type: 'timestamptz' }) created_at: Date;
  @UpdateDateColumn({ type: 'timestamptz' }) updated_at: Date;
}
