import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { Amount, OptionalDate, OptionalId, OptionalText } from './columns.js';
import type { AccruedKind } from './words.js';

/** Revenue of a month. One row per contract, period, month and kind. */
@Entity('devengo_accrued_period')
export class AccruedPeriod {
  @PrimaryGeneratedColumn({ type: 'integer' }) id: number;
  @Column('text') company: string;
  @Column('integer') contract_accrual_id: number;
  @Column('integer') service_contract_id: number;
  @OptionalId() service_period_id: number | null;
  /** The first of the month. */
  @Column('date') accrual_date: string;
  @Column('text') kind: AccruedKind;
  @Amount() accrued_amount: string;
  /** Of the contract's amount, with its sign. */
  @Column('numeric', { precision: 20, scale: 8 }) accrual_portion: string;
  /** The period's status as of the month, or the contract's when there is no period. */
  @Column('text') status: string;
  @Column('integer', { default: 0 }) sessions_in_period: number;
  @Amount() total_contract_amount: string;
  @OptionalDate() status_change_date: string | null;
  /** Of an adjustment: the closed months it makes up for. */
  @OptionalText() reference: string | null;
  /** What the amount was computed from. */
  @Column('jsonb', { default: {} }) inputs: Record<string, unknown>;
  @CreateDateColumn({ type: 'timestamptz' }) created_at: Date;
}
