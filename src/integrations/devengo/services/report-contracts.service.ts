import { Injectable } from '@nestjs/common';
import type { ExportColumn } from '../../../core/export/index.js';
import { Database } from '../../../core/database/index.js';
import { readMonth, writeMonth } from '../mapping/accruals/calendar.js';
import { ClientVault } from './client-vault.service.js';
import type { Range } from './report-deferred.service.js';

/** A contract's period, or what of it belongs to none. `months` has the range's months that have revenue. */
export interface ContractLine {
  contract_id: number;
  contract_start_date: string;
  client: string;
  email: string | null;
  contract_status: string;
  service: string;
  period: string | null;
  period_status: string | null;
  status_change_date: string | null;
  total_to_accrue: string;
  pending_to_accrue: string;
  period_start_date: string | null;
  period_end_date: string | null;
  months: Record<string, string>;
  /** Of several lines of one contract the first one shows the contract. */
  first: boolean;
}

const BATCH = 500;

// With rows in the range, or begun and not finished.
const CONTRACTS = `
  SELECT c.id, c.contract_date::text, c.status, cl.name AS client, cl.identifier_sealed, s.name AS service,
    coalesce(a.total_amount_to_accrue, c.contract_amount)::text AS total, coalesce(a.remaining_amount_to_accrue, c.contract_amount)::text AS pending
  FROM devengo_service_contract c
  JOIN devengo_client cl ON cl.id = c.client_id JOIN devengo_service s ON s.id = c.service_id
  LEFT JOIN devengo_contract_accrual a ON a.service_contract_id = c.id
  WHERE c.company = $1 AND c.currency = $2 AND c.id > $5 AND (
    (c.contract_date < $4::date + interval '1 month' AND coalesce(a.accrual_status, 'ACTIVE') <> 'COMPLETED') OR
    EXISTS (SELECT FROM devengo_accrued_period p WHERE p.service_contract_id = c.id AND p.accrual_date BETWEEN $3::date AND $4::date))
  ORDER BY c.id LIMIT $6`;

// A row without a period is shown under the one that covers its month, else under the latest.
const LINES = `
  WITH sums AS (
    SELECT p.service_contract_id AS contract, to_char(p.accrual_date, 'YYYY-MM') AS month, p.accrued_amount AS amount,
      coalesce(p.service_period_id, (
        SELECT sp.id FROM devengo_service_period sp WHERE sp.service_contract_id = p.service_contract_id AND sp.deleted_at IS NULL
        ORDER BY (sp.start_date < p.accrual_date + interval '1 month' AND sp.end_date >= p.accrual_date) DESC, sp.start_date DESC LIMIT 1)) AS period
    FROM devengo_accrued_period p WHERE p.service_contract_id = ANY($1) AND p.accrual_date BETWEEN $2::date AND $3::date),
  months AS (
    SELECT contract, period, jsonb_object_agg(month, amount::text) AS months FROM (SELECT contract, period, month, sum(amount) AS amount FROM sums GROUP BY 1, 2, 3) m GROUP BY 1, 2)
  SELECT coalesce(m.contract, sp.service_contract_id) AS contract, sp.name, sp.status, coalesce(sp.status_change_override, sp.status_change_date)::text AS changed,
    sp.start_date::text AS start, sp.end_date::text AS "end", coalesce(m.months, '{}') AS months
  FROM months m FULL JOIN (SELECT * FROM devengo_service_period WHERE service_contract_id = ANY($1) AND deleted_at IS NULL) sp ON sp.id = m.period
  ORDER BY 1, sp.start_date, sp.id`;

interface ContractRow {
  id: number;
  contract_date: string;
  status: string;
  client: string;
  identifier_sealed: string | null;
  service: string;
  total: string;
  pending: string;
}
interface LineRow {
  contract: number;
  name: string | null;
  status: string | null;
  changed: string | null;
  start: string | null;
  end: string | null;
  months: Record<string, string>;
}

/** Revenue per contract, period and month, as the original's spreadsheet shows it. */
@Injectable()
export class ReportContracts {
  constructor(
    private readonly db: Database,
    private readonly vault: ClientVault,
  ) {}

  /** The lines of up to `limit` contracts after the one given; `next` when there are more. */
  async page(range: Range, after: number, limit: number): Promise<{ lines: ContractLine[]; next: number | null }> {
    const days = [`${range.start}-01`, `${range.end}-01`];
    const contracts = await this.db.rows<ContractRow>(CONTRACTS, [range.company, range.currency, ...days, after, limit + 1]);
    const shown = contracts.slice(0, limit);
    const vault = await this.vault.of(range.company);
    const lines = await this.db.rows<LineRow>(LINES, [shown.map(({ id }) => id), ...days]);
    const byContract = groupBy(lines);
    return {
      lines: shown.flatMap((contract) => {
        const email = contract.identifier_sealed === null ? null : vault.open(contract.identifier_sealed);
        return (byContract.get(contract.id) ?? [NO_PERIOD]).map((line, at) => lineOf(contract, email, line, at === 0));
      }),
      next: contracts.length > limit ? shown.at(-1)!.id : null,
    };
  }

  /** Every line, a batch of contracts at a time. */
  async *all(range: Range): AsyncGenerator<ContractLine> {
    for (let after: number | null = 0; after !== null; ) {
      const page: { lines: ContractLine[]; next: number | null } = await this.page(range, after, BATCH);
      yield* page.lines;
      after = page.next;
    }
  }
}

const NO_PERIOD: Omit<LineRow, 'contract'> = { name: null, status: null, changed: null, start: null, end: null, months: {} };

function lineOf(contract: ContractRow, email: string | null, line: Omit<LineRow, 'contract'>, first: boolean): ContractLine {
  return {
    contract_id: contract.id, contract_start_date: contract.contract_date, client: contract.client, email, contract_status: contract.status, service: contract.service,
    period: line.name, period_status: line.status, status_change_date: line.changed, total_to_accrue: contract.total, pending_to_accrue: contract.pending,
    period_start_date: line.start, period_end_date: line.end, months: line.months, first,
  };
}

function groupBy(lines: readonly LineRow[]): Map<number, LineRow[]> {
  const groups = new Map<number, LineRow[]>();
  for (const line of lines) {
    const group = groups.get(line.contract);
    if (group) group.push(line);
    else groups.set(line.contract, [line]);
  }
  return groups;
}

/** The original's columns: the contract's cells on its first line only, then a column per month. */
export function reportColumns({ start, end }: Pick<Range, 'start' | 'end'>): ExportColumn<ContractLine>[] {
  const ofContract = (header: string, value: (line: ContractLine) => string | null, kind?: 'number'): ExportColumn<ContractLine> => ({ header, kind, value: (line) => (line.first ? value(line) : null) });
  return [
    ofContract('Contract start date', (line) => line.contract_start_date), ofContract('Client', (line) => line.client), ofContract('Email', (line) => line.email),
    ofContract('Contract Status', (line) => line.contract_status), ofContract('Service', (line) => line.service),
    { header: 'Period', value: (line) => line.period ?? 'No Period' }, { header: 'Period Status', value: (line) => line.period_status ?? 'N/A' },
    { header: 'Status Change Date', value: (line) => line.status_change_date },
    ofContract('Total to accrue', (line) => line.total_to_accrue, 'number'), ofContract('Pending to accrue', (line) => line.pending_to_accrue, 'number'),
    { header: 'Period start date', value: (line) => line.period_start_date }, { header: 'Period end date', value: (line) => line.period_end_date },
    ...monthsOf(start, end).map((month): ExportColumn<ContractLine> => ({ header: monthName(month), kind: 'number', value: (line) => line.months[month] })),
  ];
}

const monthsOf = (start: string, end: string): string[] => Array.from({ length: readMonth(end) - readMonth(start) + 1 }, (_, at) => writeMonth(readMonth(start) + at));
const monthName = (month: string): string => new Date(`${month}-15T00:00:00Z`).toLocaleDateString('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
