import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, UpdateDateColumn } from 'typeorm';

export const ESTADOS_ANTICIPO = ['pendiente', 'resuelto'] as const;
export type EstadoAnticipo = (typeof ESTADOS_ANTICIPO)[number];

/** Money taken in advance. While it is pending, its day cannot be audited. */
@Entity('oppen_anticipo')
export class Anticipo {
  @PrimaryGeneratedColumn({ type: 'integer' }) id: number;
  @Column('text') company: string;
  @Column('text') local: string;
  @Column('date') fecha: string;
  @Column('numeric', { precision: 14, scale: 2 }) monto: string;
  @Column('text', { default: '' }) descripcion: string;
  @Column('text', { default: 'pendiente' }) estado: EstadoAnticipo;
  @CreateDateColumn({ type: 'timestamptz' }) created_at: Date;
  @UpdateDateColumn({ type: 'timestamptz' }) updated_at: Date;
}
