import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../../core/database/index.js';
import { Money } from '../../../core/money/index.js';
import { accrueContract } from '../mapping/accruals/accrue-contract.js';
import type { Month } from '../mapping/accruals/calendar.js';
import { dateOf, type Books } from './accrual-books.js';
import { AccrualPolicies } from './accrual-policies.service.js';
import { LoadContracts } from './load-contracts.service.js';

const STORED = 'SELECT service_contract_id AS id, sum(accrued_amount)::text AS amount FROM devengo_accrued_period WHERE company = $1 AND accrual_date >= $2 AND accrual_date <= $3 GROUP BY 1';

/** Whether the open months up to one hold what a run would write into them now. */
@Injectable()
export class CompareAccruals {
  constructor(
    private readonly contracts: LoadContracts,
    private readonly policies: AccrualPolicies,
  ) {}

  /** How many contracts a run would change. */
  async differences(tx: Queryable, company: string, books: Books, month: Month): Promise<number> {
    const from = books.firstOpen ?? month;
    const { policies } = await this.policies.of(company);
    const rows = (await tx.query(STORED, [company, dateOf(from), dateOf(month)])).rows as { id: number; amount: string }[];
    const stored = new Map(rows.map(({ id, amount }) => [id, new Money(amount)]));
    let changed = 0;
    for await (const batch of this.contracts.batches(tx, { company, closedUntil: books.closedUntil })) {
      for (const facts of batch) {
        const result = accrueContract(facts, { from, to: month, policiesOf: (one) => books.policies.get(one) ?? policies });
        const sum = result.rows.reduce((total, row) => total.plus(row.amount), new Money(0));
        if (!sum.equals(stored.get(facts.id) ?? 0)) changed++;
      }
    }
    return changed;
  }
}
