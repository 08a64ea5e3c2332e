import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row of DetalleMensaje. `row` and `column` are Hacienda's, of the signed XML. */
@Entity('hacienda_response_row')
export class HaciendaResponseRow {
  @PrimaryColumn('uuid') response_id: string;
  @PrimaryColumn('integer') position: number;
  @Column('text', { nullable: true }) code: string | null;
  @Column('text') message: string;
  @Column('integer', { nullable: true }) row: number | null;
  @Column('integer', { nullable: true }) column: number | null;
}
