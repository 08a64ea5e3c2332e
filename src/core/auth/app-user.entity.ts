import { Column, CreateDateColumn, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';
import type { Role } from './roles.js';

/** A person who signs in to the back-office. `companies: ['*']` = every company. */
@Entity('app_user')
export class AppUser {
  @PrimaryColumn('uuid') id: string;
  @Column('text') email: string;
  @Column('text') name: string;
  @Column('text') password_hash: string;
  @Column('text') role: Role;
  @Column('text', { array: true, default: [] }) companies: string[];
  @Column('text', { default: 'es' }) locale: string;
  @Column('boolean', { default: true }) active: boolean;
  /** Who this is at the identity provider, once they came in by it. */
  @Column('text', { nullable: true }) oidc_issuer: string | null;
  @Column('text', { nullable: true }) oidc_subject: string | null;
  @Column('timestamptz', { nullable: true }) last_login_at: Date | null;
  @CreateDateColumn({ type: 'timestamptz' }) created_at: Date;
  @UpdateDateColumn({ type: 'timestamptz' }) updated_at: Date;
}
