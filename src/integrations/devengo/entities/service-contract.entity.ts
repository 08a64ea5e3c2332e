import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, UpdateDateColumn } from 'typeorm';
import { Amount, OptionalDate, OptionalText } from './columns.js';
import type { ContractStatus } from './words.js';

/** A client's enrolment in a service. `contract_amount` is the sum of its documents' nets, always recomputed. */
@Entity('devengo_service_contract')
export class ServiceContract {
  @PrimaryGeneratedColumn({ type: 'integer' }) id: number;
  @Column('text') company: string;
  @Column('integer') service_id: number;
  @Column('integer') client_id: number;
  /** Of its first invoice. */
  @Column('date') contract_date: string;
  @Amount() contract_amount: string;
  @Column('text', { default: 'EUR' }) currency: string;
  /** What the accruals made of it. */
  @Column('text', { default: 'ACTIVE' }) status: ContractStatus;
  /** A person released what a policy held back, as of this day. */
  @OptionalDate() release_on: string | null;
  @OptionalText() released_by: string | null;
  @CreateDateColumn({ type: 'timestamptz' }) created_at: Date;
  @UpdateDateColumn({ type: 'timestamptz' }) updated_at: Date;
}
