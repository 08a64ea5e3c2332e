import { Column, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';

/** The last number given of one numbering. Locked while a document of it is signed. */
@Entity('hacienda_sequence')
export class HaciendaSequence {
  @PrimaryColumn('text') company: string;
  @PrimaryColumn('text') environment: string;
  /** Of the taxpayer who issues. */
  @PrimaryColumn('text') identification: string;
  @PrimaryColumn('text') branch: string;
  @PrimaryColumn('text') terminal: string;
  /** Two digits: `01` FE … `10` REP, `05`–`07` MensajeReceptor. */
  @PrimaryColumn('text') type_code: string;
  @Column('bigint') last_number: string;
  @UpdateDateColumn({ type: 'timestamptz' }) updated_at: Date;
}
