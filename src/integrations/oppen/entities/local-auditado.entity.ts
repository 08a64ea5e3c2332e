import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A shop's day that an auditor signed off. It stays so whatever Oppen does. */
@Entity('oppen_local_auditado')
export class LocalAuditado {
  @PrimaryGeneratedColumn({ type: 'integer' }) id: number;
  @Column('text') company: string;
  @Column('text') local: string;
  @Column('date') fecha: string;
  @Column('text') auditado_por: string;
  /** The operation that follows its invoices; null when there was nothing to send. */
  @Column('uuid', { nullable: true }) operation_id: string | null;
  /** When people were told of errors: once per shop and day. */
  @Column('timestamptz', { nullable: true }) avisado_at: Date | null;
  @CreateDateColumn({ type: 'timestamptz' }) created_at: Date;
}
