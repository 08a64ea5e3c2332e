import { Injectable } from '@nestjs/common';
import { Money } from '../../../core/money/index.js';
import type { Queryable } from '../../../core/database/index.js';
import { lastDay, readDay, readMonth, writeDay, type Month } from '../mapping/accruals/calendar.js';
import type { BookedMonth, ContractFacts, Decision, DocumentFact, PeriodFact, PeriodStatus, SnapshotFact } from '../mapping/accruals/facts.js';

/** Of two years each, these are two thousand rows: a megabyte or two at once. */
const BATCH = 100;

/** What the accruals look at. `ids`: these contracts only. */
export interface Selection {
  company: string;
  /** The last closed month. */
  closedUntil: Month;
  ids?: readonly number[];
}

interface ContractRow {
  id: number;
  contract_date: string;
  status: ContractFacts['status'];
  currency: string;
  release_on: string | null;
  total_sessions: number;
  sessions_per_week: string;
  client_id: number;
}

const CONTRACTS = `
  SELECT c.id, c.contract_date::text, c.status, c.currency, c.release_on::text, s.total_sessions, s.sessions_per_week, c.client_id
  FROM devengo_service_contract c JOIN devengo_service s ON s.id = c.service_id
  WHERE c.company = $1 AND c.id > $2 AND ($3::int[] IS NULL OR c.id = ANY($3)) ORDER BY c.id LIMIT ${BATCH}`;

/** Every line counts, not only the first, and without tax. Documents that do not count: drafts, cancelled and deleted ones. */
const DOCUMENTS = `
  SELECT l.service_contract_id AS id, i.invoice_date::text AS day, i.currency, sum(l.net_amount)::text AS net
  FROM devengo_invoice_line l JOIN devengo_invoice i ON i.id = l.invoice_id
  WHERE l.service_contract_id = ANY($1) AND i.deleted_at IS NULL AND i.status NOT IN ('draft','cancelled')
  GROUP BY l.service_contract_id, i.id ORDER BY i.invoice_date, i.id`;

const PERIODS = `
  SELECT service_contract_id AS contract, id, start_date::text AS start, end_date::text AS "end", status,
    coalesce(status_change_override, status_change_date)::text AS changed
  FROM devengo_service_period WHERE service_contract_id = ANY($1) AND deleted_at IS NULL ORDER BY start_date, id`;

// Of two that are found, Notion's word counts: people keep the status there.
const SNAPSHOTS = `
  SELECT s.client_id, s.system, s.found, s.status, s.status_date::text, (s.seen_at AT TIME ZONE c.timezone)::date::text AS seen
  FROM devengo_client_snapshot s JOIN company c ON c.code = s.company
  WHERE s.client_id = ANY($1) ORDER BY s.client_id, s.found DESC, s.system = 'notion' DESC`;

/** Where a company keeps its students. */
const SYSTEMS = `SELECT DISTINCT integration AS system FROM integration_credential WHERE company = $1 AND active AND integration IN ('fourgeeks','notion')`;

const BOOKED = `
  SELECT service_contract_id AS id, accrual_date::text AS month, sum(accrued_amount)::text AS amount, max(inputs->>'decision') AS decision
  FROM devengo_accrued_period WHERE service_contract_id = ANY($1) AND accrual_date <= $2 GROUP BY service_contract_id, accrual_date`;

/** Reads contracts with everything their accrual depends on, a batch at a time, five statements each. */
@Injectable()
export class LoadContracts {
  async *batches(tx: Queryable, { company, closedUntil, ids }: Selection): AsyncGenerator<ContractFacts[]> {
    const systems = ((await tx.query(SYSTEMS, [company])).rows as { system: string }[]).map(({ system }) => system);
    for (let after = 0; ; ) {
      const contracts = (await tx.query(CONTRACTS, [company, after, ids ?? null])).rows as ContractRow[];
      if (contracts.length > 0) yield await this.complete(tx, contracts, systems, closedUntil);
      if (contracts.length < BATCH) return;
      after = contracts.at(-1)!.id;
    }
  }

  private async complete(tx: Queryable, contracts: ContractRow[], systems: readonly string[], closedUntil: Month): Promise<ContractFacts[]> {
    const ids = contracts.map(({ id }) => id);
    const documents = grouped((await tx.query(DOCUMENTS, [ids])).rows as { id: number; day: string; currency: string; net: string }[], ({ id }) => id);
    const periods = grouped((await tx.query(PERIODS, [ids])).rows as { contract: number; id: number; start: string; end: string; status: PeriodStatus; changed: string | null }[], ({ contract }) => contract);
    const snapshots = grouped((await tx.query(SNAPSHOTS, [contracts.map(({ client_id }) => client_id)])).rows as SnapshotRow[], ({ client_id }) => client_id);
    const booked = closedUntil < 0 ? new Map<number, BookedRow[]>() : grouped((await tx.query(BOOKED, [ids, writeDay(lastDay(closedUntil))])).rows as BookedRow[], ({ id }) => id);
    return contracts.map((contract) => {
      const all = documents.get(contract.id) ?? [];
      return {
        id: contract.id, date: readDay(contract.contract_date), status: contract.status, currency: contract.currency, totalSessions: contract.total_sessions, sessionsPerWeek: Number(contract.sessions_per_week),
        otherCurrencies: [...new Set(all.map(({ currency }) => currency))].filter((currency) => currency !== contract.currency),
        documents: all.filter(({ currency }) => currency === contract.currency).map(({ day, net }): DocumentFact => ({ day: readDay(day), net: new Money(net) })),
        periods: (periods.get(contract.id) ?? []).map(({ id, start, end, status, changed }): PeriodFact => ({ id, start: readDay(start), end: readDay(end), status, changed: changed === null ? null : readDay(changed) })),
        snapshot: snapshotOf(snapshots.get(contract.client_id) ?? [], systems),
        released: contract.release_on === null ? null : readDay(contract.release_on),
        closedUntil,
        booked: new Map((booked.get(contract.id) ?? []).map(({ month, amount, decision }): [Month, BookedMonth] => [readMonth(month), { amount: new Money(amount), decision }])),
      };
    });
  }
}

interface BookedRow {
  id: number;
  month: string;
  amount: string;
  decision: Decision | null;
}
interface SnapshotRow {
  client_id: number;
  system: string;
  found: boolean;
  status: PeriodStatus | null;
  status_date: string | null;
  seen: string;
}

/** Who is found anywhere is found. Absent is who every system was asked for, as of the oldest of the answers: one that is out of reach says nothing (R10). */
function snapshotOf(rows: readonly SnapshotRow[], systems: readonly string[]): SnapshotFact | null {
  const [first] = rows;
  if (!first || first.found) return first ? snapshot(first) : null;
  const answers = rows.filter(({ system }) => systems.length === 0 || systems.includes(system));
  if (answers.length < Math.max(systems.length, 1)) return null;
  return snapshot(answers.reduce((oldest, row) => (row.seen < oldest.seen ? row : oldest)));
}

const snapshot = ({ found, status, status_date, seen }: SnapshotRow): SnapshotFact => ({ found, status, seen: readDay(seen), day: readDay(status_date ?? seen) });

function grouped<T>(rows: readonly T[], key: (row: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}
