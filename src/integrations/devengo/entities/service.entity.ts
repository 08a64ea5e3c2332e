import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, UpdateDateColumn } from 'typeorm';
import { OptionalMoment, OptionalText } from './columns.js';
import type { ServiceType } from './words.js';

/** A course that is sold. `account_identifier`: its income account (7050…). */
@Entity('devengo_service')
export class Service {
  @PrimaryGeneratedColumn({ type: 'integer' }) id: number;
  @Column('text') company: string;
  @Column('text') external_id: string;
  @OptionalText() account_identifier: string | null;
  @Column('text') name: string;
  @Column('text', { default: '' }) description: string;
  @Column('text', { default: 'UNKNOWN' }) service_type: ServiceType;
  @Column('integer', { default: 60 }) total_sessions: number;
  @Column('numeric', { precision: 5, scale: 2, default: 3 }) sessions_per_week: string;
  @OptionalText() content_hash: string | null;
  @OptionalMoment() deleted_at: Date | null;
  @CreateDateColumn({ type: 'timestamptz' }) created_at: Date;
  @UpdateDateColumn({ type: 'timestamptz' }) updated_at: Date;
}
