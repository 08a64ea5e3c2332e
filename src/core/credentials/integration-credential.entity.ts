import { Column, CreateDateColumn, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';

/** How to reach one provider for one company. `secrets` is AES-256-GCM text; `secret_names` says which are set. */
@Entity('integration_credential')
export class IntegrationCredential {
  @PrimaryColumn('integer', { generated: 'identity', generatedIdentity: 'ALWAYS' }) id: number;
  @Column('text') integration: string;
  @Column('text') company: string;
  @Column('text', { default: 'default' }) name: string;
  @Column('text') environment: 'sandbox' | 'production';
  @Column('text') base_url: string;
  @Column('text') secrets: string;
  @Column('text', { array: true, default: [] }) secret_names: string[];
  @Column('jsonb', { default: {} }) metadata: Record<string, unknown>;
  @Column('boolean', { default: true }) active: boolean;
  /** Grows with every change, so that other processes notice. */
  @Column('integer', { default: 1 }) version: number;
  @Column('timestamptz', { nullable: true }) last_check_at: Date | null;
  @Column('boolean', { nullable: true }) last_check_ok: boolean | null;
  @Column('text', { nullable: true }) last_check_message: string | null;
  @CreateDateColumn({ type: 'timestamptz' }) created_at: Date;
  @UpdateDateColumn({ type: 'timestamptz' }) updated_at: Date;
}
