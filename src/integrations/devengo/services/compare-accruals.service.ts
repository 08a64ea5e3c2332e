import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../../core/database/index.js';
import { Money } from '../../../core/money/index.js';
import { accrueContract, type Span } from '../mapping/accruals/accrue-contract.js';
import type { Month } from '../mapping/accruals/calendar.js';
import type { ContractFacts, Policies } from '../mapping/accruals/facts.js';
import { DEFAULT_POLICIES } from '../mapping/accruals/policies.js';
import { dateOf, type Books } from './accrual-books.js';
import { AccrualPolicies } from './accrual-policies.service.js';
import { LoadContracts } from './load-contracts.service.js';

const STORED = `
  SELECT service_contract_id AS id, sum(accrued_amount)::text AS amount FROM devengo_accrued_period
  WHERE company = $1 AND accrual_date >= $2 AND accrual_date <= $3 AND ($4::int[] IS NULL OR service_contract_id = ANY($4)) GROUP BY 1`;

const LAST_RUN = 'SELECT processed_at, policies FROM devengo_accrual_month WHERE company = $1 AND month = $2';

/**
 * Contracts of which something a run looks at was written since; ten minutes before count too, for a page of a synchronisation may
 * have been on its way while the last run read. A course that was moved counts for the contract that its revenue is of, too. The day a client was last looked for matters only to contracts without a course (R10).
 */
const TOUCHED = `
  WITH since AS (SELECT $2::timestamptz - interval '10 minutes' AS at),
  documents AS (SELECT DISTINCT l.service_contract_id AS id FROM devengo_invoice i JOIN devengo_invoice_line l ON l.invoice_id = i.id WHERE i.company = $1 AND i.updated_at >= (SELECT at FROM since)),
  courses AS (
    SELECT service_contract_id AS id FROM devengo_service_period WHERE company = $1 AND updated_at >= (SELECT at FROM since)
    UNION SELECT a.service_contract_id FROM devengo_service_period p JOIN devengo_accrued_period a ON a.service_period_id = p.id WHERE p.company = $1 AND a.company = $1 AND p.updated_at >= (SELECT at FROM since)),
  services AS (SELECT id FROM devengo_service WHERE company = $1 AND updated_at >= (SELECT at FROM since)),
  looked AS (SELECT DISTINCT client_id AS id FROM devengo_client_snapshot WHERE company = $1 AND seen_at >= (SELECT at FROM since))
  SELECT c.id FROM devengo_service_contract c
  WHERE c.company = $1 AND (c.updated_at >= (SELECT at FROM since) OR c.id IN (SELECT id FROM documents) OR c.id IN (SELECT id FROM courses) OR c.service_id IN (SELECT id FROM services)
    OR (c.client_id IN (SELECT id FROM looked) AND NOT EXISTS (SELECT 1 FROM devengo_service_period p WHERE p.service_contract_id = c.id AND p.deleted_at IS NULL)))`;

/** Whether the open months up to one hold what a run would write into them now. */
@Injectable()
export class CompareAccruals {
  constructor(
    private readonly contracts: LoadContracts,
    private readonly policies: AccrualPolicies,
  ) {}

  /** How many contracts a run would change. Only those are computed of which something is newer than the last run. */
  async differences(tx: Queryable, company: string, books: Books, month: Month): Promise<number> {
    const from = books.firstOpen ?? month;
    const { policies } = await this.policies.of(company);
    const ids = await touched(tx, company, month, policies);
    if (ids?.length === 0) return 0;
    const rows = (await tx.query(STORED, [company, dateOf(from), dateOf(month), ids])).rows as { id: number; amount: string }[];
    const stored = new Map(rows.map(({ id, amount }) => [id, new Money(amount)]));
    let changed = 0;
    for await (const batch of this.contracts.batches(tx, { company, closedUntil: books.closedUntil, ids: ids ?? undefined })) {
      for (const facts of batch) {
        const sum = sumOf(facts, { from, to: month, policiesOf: (one) => books.policies.get(one) ?? policies });
        if (!sum?.equals(stored.get(facts.id) ?? 0)) changed++;
      }
    }
    return changed;
  }
}

/** Null for a contract that cannot be computed: what is stored of it is not what it should be. */
function sumOf(facts: ContractFacts, span: Span): Money | null {
  try {
    return accrueContract(facts, span).rows.reduce((total, row) => total.plus(row.amount), new Money(0) as Money);
  } catch {
    return null;
  }
}

/** Null for all of them: the month was never processed, or with other policies. */
async function touched(tx: Queryable, company: string, month: Month, policies: Policies): Promise<number[] | null> {
  const [last] = (await tx.query(LAST_RUN, [company, dateOf(month)])).rows as { processed_at: Date | null; policies: Partial<Policies> }[];
  if (!last?.processed_at || !isDeepStrictEqual({ ...DEFAULT_POLICIES, ...last.policies }, policies)) return null;
  return ((await tx.query(TOUCHED, [company, last.processed_at])).rows as { id: number }[]).map(({ id }) => id);
}
