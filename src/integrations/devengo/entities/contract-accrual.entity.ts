import { Column, Entity, PrimaryGeneratedColumn, UpdateDateColumn } from 'typeorm';
import { Amount, OptionalText } from './columns.js';
import type { AccrualStatus } from './words.js';

/** Where a contract's accrual stands after the last month that was processed. */
@Entity('devengo_contract_accrual')
export class ContractAccrual {
  @PrimaryGeneratedColumn({ type: 'integer' }) id: number;
  @Column('text') company: string;
  @Column('integer') service_contract_id: number;
  @Amount() total_amount_to_accrue: string;
  @Amount() total_amount_accrued: string;
  @Amount() remaining_amount_to_accrue: string;
  @Column('integer', { default: 0 }) total_sessions_to_accrue: number;
  @Column('integer', { default: 0 }) total_sessions_accrued: number;
  @Column('integer', { default: 0 }) sessions_remaining_to_accrue: number;
  @Column('text', { default: 'ACTIVE' }) accrual_status: AccrualStatus;
  @OptionalText() note: string | null;
  @UpdateDateColumn({ type: 'timestamptz' }) updated_at: Date;
}
