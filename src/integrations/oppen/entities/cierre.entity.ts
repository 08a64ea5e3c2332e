import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** The day of a shop is closed: nothing more is sold on it, it may be audited. */
@Entity('oppen_cierre')
export class Cierre {
  @PrimaryGeneratedColumn({ type: 'integer' }) id: number;
  @Column('text') company: string;
  @Column('text') local: string;
  @Column('date') fecha: string;
  @Column('text') cerrado_por: string;
  @CreateDateColumn({ type: 'timestamptz' }) created_at: Date;
}
