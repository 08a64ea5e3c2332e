import { Column, CreateDateColumn, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { OptionalId, OptionalMoment, OptionalText } from './columns.js';

/** A month of a company's books. A closed one is immutable: the database refuses every change of its rows. */
@Entity('devengo_accrual_month')
export class AccrualMonth {
  @PrimaryColumn('text') company: string;
  @PrimaryColumn('date') month: string;
  @Column('text', { default: 'open' }) status: 'open' | 'closed';
  /** Those it was last processed with; once closed it keeps them. */
  @Column('jsonb', { default: {} }) policies: Record<string, unknown>;
  @OptionalMoment() processed_at: Date | null;
  @OptionalMoment() closed_at: Date | null;
  @OptionalText() closed_by: string | null;
}

/** What a person should look at, as of the month it was seen in. */
@Entity('devengo_accrual_notice')
export class AccrualNotice {
  @PrimaryGeneratedColumn({ type: 'integer' }) id: number;
  @Column('text') company: string;
  @Column('date') month: string;
  @OptionalId() service_contract_id: number | null;
  @OptionalId() service_period_id: number | null;
  @Column('text') type: string;
  @Column('text') message: string;
  @CreateDateColumn({ type: 'timestamptz' }) created_at: Date;
}
