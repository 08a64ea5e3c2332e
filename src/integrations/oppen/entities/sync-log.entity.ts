import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, UpdateDateColumn } from 'typeorm';

export const ESTADOS_SYNC = ['pendiente', 'enviado', 'error'] as const;
export type EstadoSync = (typeof ESTADOS_SYNC)[number];

/** What became of one invoice in Oppen. One row per invoice; `enviado` is never taken back. */
@Entity('oppen_sync_log')
export class OppenSyncLog {
  @PrimaryGeneratedColumn({ type: 'integer' }) id: number;
  @Column('text') company: string;
  @Column('text') local: string;
  @Column('date') fecha: string;
  @Column('integer') factura_id: number;
  /** As people name it: `A 0005-00001691`. */
  @Column('text') factura_ref: string;
  @Column('text', { default: 'pendiente' }) estado: EstadoSync;
  @Column('bigint', { nullable: true }) oppen_sernr: string | null;
  /** What Oppen says the invoice adds up to. */
  @Column('numeric', { precision: 18, scale: 4, nullable: true }) oppen_total: string | null;
  @Column('text', { nullable: true }) error_msg: string | null;
  @Column('integer', { default: 0 }) intentos: number;
  @Column('jsonb', { default: [] }) avisos: string[];
  /** The latest message that carried it. */
  @Column('uuid', { nullable: true }) message_id: string | null;
  /** The chain of messages: retries and resends included. */
  @Column('uuid', { nullable: true }) correlation_id: string | null;
  @CreateDateColumn({ type: 'timestamptz' }) created_at: Date;
  @UpdateDateColumn({ type: 'timestamptz' }) updated_at: Date;
}
