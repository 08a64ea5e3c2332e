import { Column, CreateDateColumn, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';

/** A tenant. Its code is used everywhere as the key, and never changes. */
@Entity('company')
export class Company {
  @PrimaryColumn('text') code: string;
  @Column('text') name: string;
  @Column('text', { default: 'CR' }) country: string;
  @Column('text', { default: 'America/Costa_Rica' }) timezone: string;
  @Column('text', { default: 'CRC' }) currency: string;
  @Column('jsonb', { default: {} }) settings: Record<string, unknown>;
  @CreateDateColumn({ type: 'timestamptz' }) created_at: Date;
  @UpdateDateColumn({ type: 'timestamptz' }) updated_at: Date;
}
