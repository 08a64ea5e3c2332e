import { Column, CreateDateColumn, Entity, PrimaryColumn, PrimaryGeneratedColumn, UpdateDateColumn } from 'typeorm';
import { OptionalText } from './columns.js';

/** The company's data key, sealed with the installation's keys (services/client-vault.service.ts). */
@Entity('devengo_client_key')
export class ClientKey {
  @PrimaryColumn('text') company: string;
  @Column('text') sealed_key: string;
  @CreateDateColumn({ type: 'timestamptz' }) created_at: Date;
}

/** Whoever is billed and taught. The e-mail is sealed to be read and hashed to be found; null for one known by name only. */
@Entity('devengo_client')
export class Client {
  @PrimaryGeneratedColumn({ type: 'integer' }) id: number;
  @Column('text') company: string;
  @OptionalText() identifier_sealed: string | null;
  @OptionalText() identifier_hash: string | null;
  @Column('text', { default: '' }) name: string;
  @CreateDateColumn({ type: 'timestamptz' }) created_at: Date;
  @UpdateDateColumn({ type: 'timestamptz' }) updated_at: Date;
}
