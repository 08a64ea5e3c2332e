import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from './roles.js';

/** A key for REST. Only the hash of the key is stored; `prefix` lets people recognise it. */
@Entity('api_key')
export class ApiKey {
  @PrimaryColumn('uuid') id: string;
  @Column('text') name: string;
  @Column('text') prefix: string;
  @Column('text') key_hash: string;
  @Column('text') role: Role;
  @Column('text', { array: true, default: [] }) companies: string[];
  @Column('timestamptz', { nullable: true }) expires_at: Date | null;
  @Column('timestamptz', { nullable: true }) revoked_at: Date | null;
  @Column('timestamptz', { nullable: true }) last_used_at: Date | null;
  @Column('text') created_by: string;
  @CreateDateColumn({ type: 'timestamptz' }) created_at: Date;
}
