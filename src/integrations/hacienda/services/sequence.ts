import type { Queryable } from '../../../core/database/index.js';
import { IntegrationFailure } from '../../../core/errors/index.js';

/** What is numbered by itself. Hacienda wants no gap within it. */
export interface Numbering {
  company: string;
  environment: string;
  identification: string;
  branch: string;
  terminal: string;
  /** Two digits. */
  typeCode: string;
}

const NEXT = `
  INSERT INTO hacienda_sequence AS s (company, environment, identification, branch, terminal, type_code, last_number)
  VALUES ($1, $2, $3, $4, $5, $6, $7)
  ON CONFLICT (company, environment, identification, branch, terminal, type_code)
    DO UPDATE SET last_number = greatest(s.last_number + 1, excluded.last_number), updated_at = now()
  RETURNING last_number`;

const LAST = 9_999_999_999;

/**
 * The next number. Its row stays locked until the transaction ends, so that numbers come in the order of their commits; a rollback
 * gives the number back. `startAt` goes on where another system stopped; a number already passed has no effect.
 */
export async function nextNumber(tx: Queryable, of: Numbering, startAt = 1): Promise<number> {
  const { rows } = await tx.query(NEXT, [of.company, of.environment, of.identification, of.branch, of.terminal, of.typeCode, startAt]).catch((error: unknown) => {
    if ((error as { code?: string }).code === '23514') throw exhausted(of);
    throw error;
  });
  return Number((rows[0] as { last_number: string }).last_number);
}

/** As the setting `next_numbers` names a numbering. */
export const numberingKey = ({ branch, terminal, typeCode }: Pick<Numbering, 'branch' | 'terminal' | 'typeCode'>): string => `${branch}-${terminal}-${typeCode}`;

const exhausted = ({ branch, terminal }: Numbering): IntegrationFailure =>
  new IntegrationFailure('conflict', {
    code: 'hacienda.numbers_exhausted',
    message: `La numeración de la sucursal ${branch}, terminal ${terminal} llegó a ${LAST}. Use otra terminal.`,
  });
