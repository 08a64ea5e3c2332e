import { Column, Entity, PrimaryColumn } from 'typeorm';

export type ActorType = 'user' | 'api_key' | 'cli' | 'system';

/** Who changed what, when, why. Append-only, enforced by the database. */
@Entity('audit_log')
export class AuditLog {
  @PrimaryColumn('uuid') id: string;
  @Column('timestamptz') at: Date;
  @Column('text', { nullable: true }) company: string | null;
  @Column('text') actor_type: ActorType;
  @Column('text', { nullable: true }) actor_id: string | null;
  @Column('text') actor_name: string;
  @Column('text') action: string;
  @Column('text') subject_type: string;
  @Column('text') subject_id: string;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('jsonb', { nullable: true }) before: unknown;
  @Column('jsonb', { nullable: true }) after: unknown;
  @Column('text', { nullable: true }) ip: string | null;
}
