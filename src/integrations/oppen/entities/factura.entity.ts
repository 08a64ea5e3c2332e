import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, UpdateDateColumn } from 'typeorm';
import type { EstadoFactura, Tipo } from '../mapping/tipos.js';

/** An invoice of a shop's day. Only those that are `ok` are sent. */
@Entity('oppen_factura')
export class Factura {
  @PrimaryGeneratedColumn({ type: 'integer' }) id: number;
  @Column('text') company: string;
  @Column('text') local: string;
  @Column('date') fecha: string;
  @Column('text') tipo: Tipo;
  /** With its zeros, `0005`. */
  @Column('text') punto_venta: string;
  /** Eight digits. */
  @Column('text') nro_factura: string;
  /** VAT included. */
  @Column('numeric', { precision: 14, scale: 2 }) monto: string;
  @Column('text', { default: 'ok' }) estado: EstadoFactura;
  @CreateDateColumn({ type: 'timestamptz' }) created_at: Date;
  @UpdateDateColumn({ type: 'timestamptz' }) updated_at: Date;
}
