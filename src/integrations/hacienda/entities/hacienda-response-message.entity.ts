import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { Warning } from '../../../core/errors/index.js';

export const MESSAGE_TYPES = ['acceptance', 'rejection', 'confirmation'] as const;
export type MessageType = (typeof MESSAGE_TYPES)[number];
export const RESPONSE_STATUSES = ['aceptado', 'rechazado', 'procesando'] as const;
export type ResponseStatus = (typeof RESPONSE_STATUSES)[number];

/** One answer of Hacienda, to a document of ours or to our answer to a supplier's. */
@Entity('hacienda_response_message')
export class HaciendaResponseMessage {
  @PrimaryColumn('uuid') id: string;
  @Column('text') company: string;
  @Column('uuid', { nullable: true }) document_id: string | null;
  @Column('uuid', { nullable: true }) received_id: string | null;
  @Column('text') clave: string;
  @Column('text') message_type: MessageType;
  @Column('text') status: ResponseStatus;
  /** The exact bytes; null while Hacienda only says that it is at work. */
  @Column('bytea', { nullable: true }) raw_xml: Buffer | null;
  /** The same as text. */
  @Column('text', { nullable: true }) decoded_xml: string | null;
  /** Of the first row with a code. */
  @Column('text', { nullable: true }) error_code: string | null;
  @Column('text', { nullable: true }) error_description: string | null;
  /** Hacienda's own signature on the answer. */
  @Column('text', { default: 'none' }) signature: 'valid' | 'unknown_signer' | 'broken' | 'none';
  @Column('jsonb', { default: [] }) warnings: Warning[];
  /** SHA-256 of what came: one answer is kept once. */
  @Column('text') digest: string;
  /** The message that fetched it. */
  @Column('uuid', { nullable: true }) message_id: string | null;
  @Column('timestamptz') response_date: Date;
  @CreateDateColumn({ type: 'timestamptz' }) created_at: Date;
}
