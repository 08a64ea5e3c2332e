import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, UpdateDateColumn } from 'typeorm';
import { Amount, OptionalDate, OptionalId, OptionalMoment, OptionalText } from './columns.js';
import type { InvoiceKind, InvoiceStatus } from './words.js';

/** An invoice or a credit note; the amounts of a credit note are negative. Drafts, cancelled and deleted ones count for nothing. */
@Entity('devengo_invoice')
export class Invoice {
  @PrimaryGeneratedColumn({ type: 'integer' }) id: number;
  @Column('text') company: string;
  @Column('text') external_id: string;
  @Column('text') kind: InvoiceKind;
  @OptionalId() client_id: number | null;
  @Column('text', { default: '' }) invoice_number: string;
  @Column('date') invoice_date: string;
  @OptionalDate() due_date: string | null;
  /** Without tax: what becomes revenue. */
  @Amount() net_amount: string;
  @Amount() tax_amount: string;
  @Amount() total_amount: string;
  @Column('text', { default: 'EUR' }) currency: string;
  @Column('text', { default: 'pending' }) status: InvoiceStatus;
  @OptionalText() raw_status: string | null;
  /** Of the invoice that a credit note takes back. */
  @OptionalText() credited_external_id: string | null;
  @Column('jsonb', { default: {} }) original_data: unknown;
  @OptionalText() content_hash: string | null;
  @OptionalMoment() deleted_at: Date | null;
  @CreateDateColumn({ type: 'timestamptz' }) created_at: Date;
  @UpdateDateColumn({ type: 'timestamptz' }) updated_at: Date;
}
