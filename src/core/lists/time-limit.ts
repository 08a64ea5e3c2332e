import type { DataSource } from 'typeorm';
import { problem } from '../problems/index.js';

/** PostgreSQL's `query_canceled`, which is what its time limit says. */
const CANCELED = '57014';

export const isOverTime = (error: unknown): boolean => (error as { details?: { code?: string } }).details?.code === 'too_broad';

/** Runs one reading statement for at most `ms`; then 422 `too_broad`, in words. */
export async function inTime<T>(db: DataSource, ms: number, sql: string, values: unknown[]): Promise<T[]> {
  try {
    return await db.transaction(async (manager) => {
      await manager.query(`SET LOCAL statement_timeout = ${Math.trunc(ms)}`);
      return manager.query<T[]>(sql, values);
    });
  } catch (error) {
    if ((error as { code?: string }).code === CANCELED || (error as { driverError?: { code?: string } }).driverError?.code === CANCELED) throw tooBroad();
    throw error;
  }
}

const tooBroad = () =>
  problem(422, {
    code: 'too_broad',
    es: 'El filtro abarca demasiado para responder a tiempo. Acótelo por fechas, por integración o con otra palabra.',
    en: 'The filter takes in too much to be answered in time. Narrow it by dates, by integration or with another word.',
  });
