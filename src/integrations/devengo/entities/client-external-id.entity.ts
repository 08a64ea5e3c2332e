import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, UpdateDateColumn } from 'typeorm';
import { OptionalText } from './columns.js';
import type { System } from './words.js';

/** A client's id in another system: one per client and system, and of one client only. */
@Entity('devengo_client_external_id')
export class ClientExternalId {
  @PrimaryGeneratedColumn({ type: 'integer' }) id: number;
  @Column('text') company: string;
  @Column('integer') client_id: number;
  @Column('text') system: System;
  @Column('text') external_id: string;
  @OptionalText() matched_by: 'email' | 'name' | 'external_id' | 'created' | null;
  @CreateDateColumn({ type: 'timestamptz' }) created_at: Date;
  @UpdateDateColumn({ type: 'timestamptz' }) updated_at: Date;
}
