import { Column, CreateDateColumn, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';
import type { Warning } from '../../../core/errors/index.js';
import type { DocumentType, PreparedDocument } from '../mapping/types.js';

export const DOCUMENT_STATES = ['draft', 'generated', 'signed', 'submitted', 'accepted', 'rejected', 'error', 'canceled'] as const;
export type DocumentState = (typeof DOCUMENT_STATES)[number];

/** An electronic document of ours, from its draft to Hacienda's word on it. What was signed never changes (a trigger sees to it). */
@Entity('einvoice_document')
export class EinvoiceDocument {
  @PrimaryColumn('uuid') id: string;
  @Column('text') company: string;
  @Column('text') state: DocumentState;
  /** Null in a draft that does not say. */
  @Column('text', { nullable: true }) document_type: DocumentType | null;
  @Column('text', { nullable: true }) environment: 'sandbox' | 'production' | null;
  /** 50 characters, given when it is signed. */
  @Column('text', { nullable: true }) clave: string | null;
  @Column('text', { nullable: true }) consecutive: string | null;
  @Column('text') branch: string;
  @Column('text') terminal: string;
  /** FechaEmision: the moment it was signed, or the earlier one that the sender gave. */
  @Column('timestamptz', { nullable: true }) issue_date: Date | null;
  @Column('text', { nullable: true }) receiver_name: string | null;
  @Column('text', { nullable: true }) receiver_identification: string | null;
  @Column('text', { nullable: true }) receiver_email: string | null;
  @Column('text', { nullable: true }) currency: string | null;
  @Column('numeric', { precision: 23, scale: 5, nullable: true }) total: string | null;
  @Column('numeric', { precision: 23, scale: 5, nullable: true }) total_tax: string | null;
  /** What the sender gave. */
  @Column('jsonb') input: Record<string, unknown>;
  /** What came of it: judged, computed. */
  @Column('jsonb', { nullable: true }) document: PreparedDocument | null;
  /** What people should look at before they go on; nothing that Hacienda would refuse for sure. */
  @Column('jsonb', { default: [] }) warnings: Warning[];
  @Column('bytea', { nullable: true }) signed_xml: Buffer | null;
  /** Hacienda's last word, kept beyond the retention of the answers: the law asks for both files. */
  @Column('bytea', { nullable: true }) answer_xml: Buffer | null;
  @Column('timestamptz', { nullable: true }) signed_at: Date | null;
  @Column('timestamptz', { nullable: true }) submitted_at: Date | null;
  @Column('timestamptz', { nullable: true }) accepted_at: Date | null;
  @Column('timestamptz', { nullable: true }) rejected_at: Date | null;
  /** When its status was asked for last, or is about to be. */
  @Column('timestamptz', { nullable: true }) checked_at: Date | null;
  @Column('timestamptz', { nullable: true }) emailed_at: Date | null;
  @Column('text', { nullable: true }) rejection: string | null;
  @Column('text', { nullable: true }) error_category: string | null;
  @Column('text', { nullable: true }) error_code: string | null;
  @Column('text', { nullable: true }) error_message: string | null;
  /** Part of the callback's address; known only to Hacienda and us. */
  @Column('text') callback_token: string;
  @Column('text', { nullable: true }) idempotency_key: string | null;
  @Column('integer', { nullable: true }) credential_id: number | null;
  /** The message of another integration it was made of. */
  @Column('uuid', { nullable: true }) source_message_id: string | null;
  @Column('text', { nullable: true }) created_by: string | null;
  @CreateDateColumn({ type: 'timestamptz' }) created_at: Date;
  @UpdateDateColumn({ type: 'timestamptz' }) updated_at: Date;
}
