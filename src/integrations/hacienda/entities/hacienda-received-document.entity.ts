import { Column, CreateDateColumn, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';
import type { Warning } from '../../../core/errors/index.js';
import type { PreparedAnswer } from '../mapping/types.js';

export const RECEIVED_STATES = ['received', 'signed', 'submitted', 'accepted', 'rejected', 'error'] as const;
export type ReceivedState = (typeof RECEIVED_STATES)[number];

/** A supplier's document, and our answer to it (MensajeReceptor) on its way to Hacienda. */
@Entity('hacienda_received_document')
export class HaciendaReceivedDocument {
  @PrimaryColumn('uuid') id: string;
  @Column('text') company: string;
  @Column('text', { nullable: true }) environment: 'sandbox' | 'production' | null;
  @Column('text') clave: string;
  /** `FacturaElectronica`… */
  @Column('text') root: string;
  @Column('text') document_consecutive: string;
  @Column('text') issuer_name: string;
  @Column('text') issuer_identification_type: string;
  @Column('text') issuer_identification: string;
  @Column('text', { nullable: true }) receiver_identification_type: string | null;
  @Column('text', { nullable: true }) receiver_identification: string | null;
  /** FechaEmision as it stands in the document. */
  @Column('text') issued_at: string;
  @Column('text') currency: string;
  @Column('numeric', { precision: 23, scale: 5 }) total: string;
  @Column('numeric', { precision: 23, scale: 5 }) total_tax: string;
  @Column('bytea') xml: Buffer;
  @Column('boolean') signature_valid: boolean;
  @Column('jsonb', { nullable: true }) signer: Record<string, unknown> | null;
  @Column('jsonb', { default: [] }) warnings: Warning[];
  @Column('text', { default: 'received' }) state: ReceivedState;
  @Column('text', { nullable: true }) answer: 'accept' | 'partial' | 'reject' | null;
  @Column('text', { nullable: true }) detail: string | null;
  @Column('text', { nullable: true }) activity_code: string | null;
  @Column('text', { nullable: true }) tax_condition: string | null;
  /** Judged, without its number and moment. */
  @Column('jsonb', { nullable: true }) prepared_answer: PreparedAnswer | null;
  /** Of our MensajeReceptor, with its own numbering (types 05, 06, 07). */
  @Column('text', { nullable: true }) consecutive: string | null;
  @Column('bytea', { nullable: true }) signed_xml: Buffer | null;
  @Column('bytea', { nullable: true }) answer_xml: Buffer | null;
  @Column('timestamptz', { nullable: true }) signed_at: Date | null;
  @Column('timestamptz', { nullable: true }) submitted_at: Date | null;
  @Column('timestamptz', { nullable: true }) accepted_at: Date | null;
  @Column('timestamptz', { nullable: true }) rejected_at: Date | null;
  @Column('timestamptz', { nullable: true }) checked_at: Date | null;
  @Column('text', { nullable: true }) rejection: string | null;
  @Column('text', { nullable: true }) error_category: string | null;
  @Column('text', { nullable: true }) error_code: string | null;
  @Column('text', { nullable: true }) error_message: string | null;
  @Column('text') callback_token: string;
  @Column('integer', { nullable: true }) credential_id: number | null;
  @Column('text', { nullable: true }) created_by: string | null;
  @CreateDateColumn({ type: 'timestamptz' }) created_at: Date;
  @UpdateDateColumn({ type: 'timestamptz' }) updated_at: Date;
}
