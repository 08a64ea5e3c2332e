import type { Queryable } from '../../../core/database/index.js';
import { invalidFields, problem } from '../../../core/problems/index.js';
import { unknownShop } from './load-facturas.service.js';
import type { Day } from './plan-sending.service.js';

// Two auditors, or an audit and a load of invoices, take their turns here. Answers the day under the shop's own name.
export async function lockDay(tx: Queryable, { company, local, fecha }: Day): Promise<Day> {
  const { rows } = await tx.query('SELECT nombre FROM oppen_local WHERE company = $1 AND lower(nombre) = lower($2) FOR UPDATE', [company, local]);
  if (rows.length === 0) throw invalidFields({ path: 'local', ...unknownShop(local) });
  return { company, local: rows[0].nombre as string, fecha };
}

export async function exists(tx: Queryable, table: 'oppen_cierre' | 'oppen_local_auditado', { company, local, fecha }: Day): Promise<boolean> {
  return (await tx.query(`SELECT 1 FROM ${table} WHERE company = $1 AND local = $2 AND fecha = $3`, [company, local, fecha])).rows.length > 0;
}

/** What the audit trail calls a day. */
export const subjectOf = ({ local, fecha }: Day): string => `${local} ${fecha}`;

// `success` and `msg` beside the problem's own members: what the specification's callers look at.
export const refusal = (status: number, code: string, es: string, en: string, more: Record<string, unknown> = {}) => problem(status, { code, es, en, success: false, msg: es, ...more });

export const notAudited = ({ local, fecha }: Day) =>
  refusal(409, 'not_audited', `El local ${local} no está auditado para ${fecha}.`, `The shop ${local} is not audited for ${fecha}.`);
