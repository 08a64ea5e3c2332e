import { Money } from '../../../core/money/index.js';
import { writeMonth, type Month } from '../mapping/accruals/calendar.js';
import type { AccrualRow, ContractFacts, ContractResult } from '../mapping/accruals/facts.js';
import type { BookChange } from './write-accruals.js';

/** How many of a run's rows, contracts and notices its answer lists; the figures are always of all. */
const LISTED = 1_000;

export type ProcessingStatus = 'SUCCESS' | 'PARTIAL' | 'FAILED' | 'HALTED' | 'SKIPPED';

/** What a run answers: the original's shape, and the sums. */
export interface AccrualRun {
  company: string;
  through: string;
  dry_run: boolean;
  summary: { total_contracts_processed: number; successful_accruals: number; failed_accruals: number; skipped_accruals: number; halted_accruals: number };
  /** Contracts by what the run changed of them, or in a dry run would change; `skipped`: unchanged, with nothing to accrue for now. */
  contracts: Record<ContractOutcome, number>;
  /** Revenue of each month that was computed. */
  months: { month: string; amount: string }[];
  rows_total: number;
  /** Of a dry run, the first thousand. */
  rows: { contract_id: number; service_period_id: number | null; month: string; kind: string; amount: string; reference: string | null }[];
  processing_results: { contract_id: number; service_period_id: number | null; status: ProcessingStatus; message: string }[];
  notifications_total: number;
  notifications: RunNotice[];
}

type ContractOutcome = BookChange | 'skipped' | 'failed';

export interface RunNotice {
  type: string;
  message: string;
  timestamp: string;
  month: string;
  contract_id: number | null;
}

interface FoundNotice {
  type: string;
  month: Month;
  message: string;
}

/** Adds up a run, and keeps no more of it than its answer shows: a hundred thousand contracts need no more memory than one. */
export class AccrualReport {
  contracts = 0;
  /** Contracts that could not be computed. */
  readonly failures: number[] = [];
  /** Notices of the month that was asked for, by type. */
  readonly toTell = new Map<string, number>();
  private readonly counts: Record<ProcessingStatus, number> = { SUCCESS: 0, PARTIAL: 0, FAILED: 0, HALTED: 0, SKIPPED: 0 };
  private readonly outcomes: Record<ContractOutcome, number> = { created: 0, updated: 0, unchanged: 0, skipped: 0, failed: 0 };
  private readonly sums = new Map<Month, Money>();
  private readonly rows: AccrualRun['rows'] = [];
  private readonly results: AccrualRun['processing_results'] = [];
  private readonly notices: RunNotice[] = [];
  private rowCount = 0;
  private noticeCount = 0;

  constructor(
    readonly company: string,
    readonly through: string,
    private readonly dryRun: boolean,
  ) {}

  add(facts: ContractFacts, result: ContractResult, change: BookChange): void {
    const [status, message] = statusOf(facts, result);
    this.outcomes[change === 'unchanged' && (status === 'SKIPPED' || status === 'HALTED') ? 'skipped' : change]++;
    this.count(facts.id, status, message, result.rows.at(-1)?.periodId ?? null);
    for (const row of result.rows) this.addRow(facts.id, row);
    this.addNotices(facts.id, result.notices);
  }

  failed({ id }: ContractFacts): void {
    this.outcomes.failed++;
    this.failures.push(id);
    this.count(id, 'FAILED', 'No se pudo calcular; conserva lo que tenía. El registro del programa dice por qué.', null);
  }

  /** Notices of no contract. */
  notes(...notices: FoundNotice[]): void {
    this.addNotices(null, notices);
  }

  view(): AccrualRun {
    const { counts } = this;
    return {
      company: this.company, through: this.through, dry_run: this.dryRun,
      summary: {
        total_contracts_processed: this.contracts, successful_accruals: counts.SUCCESS + counts.PARTIAL, failed_accruals: counts.FAILED,
        skipped_accruals: counts.SKIPPED, halted_accruals: counts.HALTED,
      },
      contracts: this.outcomes,
      months: [...this.sums].sort(([one], [other]) => one - other).map(([month, sum]) => ({ month: writeMonth(month), amount: sum.toFixed(2) })),
      rows_total: this.rowCount, rows: this.rows, processing_results: this.results, notifications_total: this.noticeCount, notifications: this.notices,
    };
  }

  private count(contract_id: number, status: ProcessingStatus, message: string, service_period_id: number | null): void {
    this.contracts++;
    this.counts[status]++;
    if (this.results.length < LISTED) this.results.push({ contract_id, service_period_id, status, message });
  }

  private addRow(contract_id: number, { month, periodId, kind, amount, reference }: AccrualRow): void {
    this.rowCount++;
    this.sums.set(month, (this.sums.get(month) ?? new Money(0)).plus(amount));
    if (this.dryRun && this.rows.length < LISTED) this.rows.push({ contract_id, service_period_id: periodId, month: writeMonth(month), kind, amount: amount.toFixed(2), reference });
  }

  private addNotices(contract_id: number | null, notices: readonly FoundNotice[]): void {
    const timestamp = new Date().toISOString();
    for (const { type, message, month } of notices) {
      this.noticeCount++;
      if (writeMonth(month) === this.through) this.toTell.set(type, (this.toTell.get(type) ?? 0) + 1);
      if (this.notices.length < LISTED) this.notices.push({ type, message, timestamp, month: writeMonth(month), contract_id });
    }
  }
}

function statusOf({ documents }: ContractFacts, { accrual, rows, total, accrued }: ContractResult): [ProcessingStatus, string] {
  if (documents.length === 0) return ['SKIPPED', 'Sin documentos que cuenten.'];
  if (accrual === 'PAUSED') return ['HALTED', `En pausa: quedan ${total.minus(accrued).toFixed(2)} diferidos.`];
  if (rows.length === 0 && accrual !== 'COMPLETED') return ['SKIPPED', 'Nada que devengar todavía.'];
  return ['SUCCESS', accrual === 'COMPLETED' ? 'Devengado entero.' : `Devengado ${accrued.toFixed(2)} de ${total.toFixed(2)}.`];
}
