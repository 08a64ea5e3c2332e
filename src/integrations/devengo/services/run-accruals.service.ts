import { Injectable, Logger } from '@nestjs/common';
import { Database, type Queryable } from '../../../core/database/index.js';
import { problem } from '../../../core/problems/index.js';
import { accrueContract } from '../mapping/accruals/accrue-contract.js';
import { writeMonth, type Month } from '../mapping/accruals/calendar.js';
import type { ContractFacts, Policies } from '../mapping/accruals/facts.js';
import { dateOf, lockBooks, readBooks, thisMonth, type Books } from './accrual-books.js';
import { AccrualPolicies } from './accrual-policies.service.js';
import { AccrualReport, type AccrualRun } from './accrual-report.js';
import { LoadContracts } from './load-contracts.service.js';
import { NotifyAccruals } from './notify-accruals.service.js';
import { sameRows, type NoticeRow } from './stored-accruals.js';
import { writeAccrued, type Accrued } from './write-accruals.js';

export interface RunOptions {
  /** Computes and answers rows, writes nothing. */
  dryRun?: boolean;
  /** Hears of each batch: contracts done. */
  onProgress?: (contracts: number) => void;
}

/** Open months to be computed. */
interface Plan extends Books {
  from: Month;
  to: Month;
  current: Policies;
}

/**
 * Accrues a company through a month. Months are never taken out of order: every open month up to it, and every later one that was
 * processed before, is computed anew from the data of today, wholly or not at all. Closed months stay as they are.
 */
@Injectable()
export class RunAccruals {
  private readonly log = new Logger('Accruals');

  constructor(
    private readonly db: Database,
    private readonly contracts: LoadContracts,
    private readonly policies: AccrualPolicies,
    private readonly notices: NotifyAccruals,
  ) {}

  /** Throws 409 when the month is closed or has not begun, or while another run goes on. */
  async run(company: string, through: Month, { dryRun = false, onProgress }: RunOptions = {}): Promise<AccrualRun> {
    const set = await this.policies.of(company);
    const report = new AccrualReport(company, writeMonth(through), dryRun);
    await this.db.transaction(async (tx) => {
      await lockBooks(tx, company);
      const books = await readBooks(tx, company);
      if (through > (await thisMonth(tx, company))) throw monthNotBegun(through);
      if (through <= books.closedUntil) throw monthClosed(through, books.closedUntil);
      if (books.firstOpen === null) return;
      const plan: Plan = { ...books, from: Math.min(books.firstOpen, through), to: Math.max(through, books.lastProcessed ?? through), current: set.policies };
      if (!dryRun) await prepare(tx, company, plan);
      for await (const batch of this.contracts.batches(tx, { company, closedUntil: plan.closedUntil })) {
        const done = batch.map((facts) => this.accrue(facts, plan, report)).filter((one) => one !== null);
        const changes = await writeAccrued(tx, company, plan.from, done, dryRun);
        done.forEach(({ facts, result }, at) => report.add(facts, result, changes[at]!));
        onProgress?.(report.contracts);
      }
      if (!dryRun) await markFailed(tx, report.failures);
      report.notes(...(await noteStrayPeriods(tx, company, plan, dryRun)));
    });
    if (!dryRun && set.notices) await this.notices.tell(company, report);
    return report.view();
  }

  // One contract that cannot be computed keeps its rows and is told of; the others go on.
  private accrue(facts: ContractFacts, plan: Plan, report: AccrualReport): Accrued | null {
    try {
      return { facts, result: accrueContract(facts, { from: plan.from, to: plan.to, policiesOf: (month) => plan.policies.get(month) ?? plan.current }) };
    } catch (error) {
      this.log.error(`contract ${facts.id} could not be accrued: ${(error as Error).stack}`);
      report.failed(facts);
      return null;
    }
  }
}

async function prepare(tx: Queryable, company: string, { from, to, current }: Plan): Promise<void> {
  // A first run fills tables that PostgreSQL believes to be empty: without this it plans its look-ups, and those of the foreign
  // keys, as readings of the whole table, and keeps to that plan while the table grows.
  await tx.query('SET LOCAL enable_seqscan = off');
  await tx.query(
    `INSERT INTO devengo_accrual_month (company, month, policies, processed_at)
     SELECT $1, month, $4, now() FROM generate_series($2::date, $3::date, '1 month') AS month
     ON CONFLICT (company, month) DO UPDATE SET policies = EXCLUDED.policies, processed_at = EXCLUDED.processed_at`,
    [company, dateOf(from), dateOf(to), JSON.stringify(current)],
  );
}

// Newer than the run, so that whoever asks whether the month may be closed computes it again (`CompareAccruals`).
async function markFailed(tx: Queryable, contracts: readonly number[]): Promise<void> {
  if (contracts.length > 0) await tx.query('UPDATE devengo_service_contract SET updated_at = now() WHERE id = ANY($1)', [contracts]);
}

const STRAY = `
  SELECT id, name, start_date::text AS start FROM devengo_service_period
  WHERE company = $1 AND service_contract_id IS NULL AND deleted_at IS NULL AND start_date < $2::date + interval '1 month' ORDER BY id LIMIT 1000`;
const NOTED = `
  SELECT service_period_id AS period, month::text, type, message FROM devengo_accrual_notice WHERE company = $1 AND month >= $2 AND service_contract_id IS NULL`;
const FORGET = 'DELETE FROM devengo_accrual_notice WHERE company = $1 AND month >= $2 AND service_contract_id IS NULL';
const NOTE = 'INSERT INTO devengo_accrual_notice (company, month, service_period_id, type, message) SELECT $1, $2, * FROM unnest($3::int[], $4::text[], $5::text[])';

// R14: a course that belongs to no contract.
async function noteStrayPeriods(tx: Queryable, company: string, { from, to }: Plan, dryRun: boolean): Promise<{ type: string; month: Month; message: string }[]> {
  const { rows } = await tx.query(STRAY, [company, dateOf(to)]);
  const found = (rows as { id: number; name: string; start: string }[]).map(({ id, name, start }): NoticeRow => ({
    period: id, month: dateOf(to), type: 'period_without_contract', message: `El curso ${name} que empieza el ${start} no tiene contrato: no se devenga nada por él.`,
  }));
  const before = (await tx.query(NOTED, [company, dateOf(from)])).rows as NoticeRow[];
  if (!dryRun && !sameRows(before, found)) {
    await tx.query(FORGET, [company, dateOf(from)]);
    const column = <K extends keyof NoticeRow>(name: K) => found.map((notice) => notice[name]);
    await tx.query(NOTE, [company, dateOf(to), column('period'), column('type'), column('message')]);
  }
  return found.map(({ type, message }) => ({ type, message, month: to }));
}

const monthClosed = (month: Month, until: Month) =>
  problem(409, {
    code: 'month_closed',
    es: `El mes ${writeMonth(month)} está cerrado (los libros lo están hasta ${writeMonth(until)}) y no cambia. Lo que falte se ajusta en ${writeMonth(until + 1)}.`,
    en: `${writeMonth(month)} is closed (the books are, until ${writeMonth(until)}) and does not change. What is missing is adjusted in ${writeMonth(until + 1)}.`,
  });

const monthNotBegun = (month: Month) =>
  problem(409, {
    code: 'month_not_begun',
    es: `El mes ${writeMonth(month)} no ha empezado. Lo que se espera de meses futuros está en el informe de previsión.`,
    en: `${writeMonth(month)} has not begun. What future months are expected to bring is in the forecast.`,
  });
