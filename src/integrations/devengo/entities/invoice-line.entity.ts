import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { Amount, OptionalId, OptionalText } from './columns.js';

/** A line of a document, and the contract its net belongs to. */
@Entity('devengo_invoice_line')
export class InvoiceLine {
  @PrimaryGeneratedColumn({ type: 'integer' }) id: number;
  @Column('text') company: string;
  @Column('integer') invoice_id: number;
  @Column('integer') line_no: number;
  /** The provider's id of the income account. */
  @OptionalText() account: string | null;
  @OptionalText() service_external_id: string | null;
  @OptionalId() service_id: number | null;
  @OptionalId() service_contract_id: number | null;
  @Column('text', { default: '' }) name: string;
  @Column('numeric', { precision: 14, scale: 4, default: 1 }) units: string;
  @Amount() net_amount: string;
}
