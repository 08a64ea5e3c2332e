import { Injectable } from '@nestjs/common';
import { Database } from '../../../core/database/index.js';
import { Money } from '../../../core/money/index.js';
import { accrueContract } from '../mapping/accruals/accrue-contract.js';
import { writeMonth, type Month } from '../mapping/accruals/calendar.js';
import { readBooks, thisMonth } from './accrual-books.js';
import { AccrualPolicies } from './accrual-policies.service.js';
import { LoadContracts } from './load-contracts.service.js';

export interface Forecast {
  currency: string;
  /** The first month of the list; the months before it are closed, or over. */
  from: string;
  months: { month: string; amount: string }[];
  /** Deferred at the end of the list: what has no course yet, is paused or held, or comes later. */
  deferred: string;
}

/** What the months to come will recognise if everything goes as it is planned today. Writes nothing. */
@Injectable()
export class ForecastAccruals {
  constructor(
    private readonly db: Database,
    private readonly contracts: LoadContracts,
    private readonly policies: AccrualPolicies,
  ) {}

  async of(company: string, currency: string, count: number): Promise<Forecast> {
    const books = await readBooks(this.db, company);
    const from = Math.max(books.closedUntil + 1, await thisMonth(this.db, company));
    const { policies } = await this.policies.of(company);
    const sums = new Map<Month, Money>(Array.from({ length: count }, (_, at) => [from + at, new Money(0)]));
    let deferred: Money = new Money(0);
    for await (const batch of this.contracts.batches(this.db, { company, closedUntil: books.closedUntil })) {
      for (const facts of batch.filter((one) => one.currency === currency)) {
        const result = accrueContract(facts, { from: Math.min(books.firstOpen ?? from, from), to: from + count - 1, policiesOf: (month) => books.policies.get(month) ?? policies });
        for (const { month, amount } of result.rows) {
          if (month >= from) sums.set(month, sums.get(month)!.plus(amount));
        }
        deferred = deferred.plus(result.total).minus(result.accrued);
      }
    }
    return { currency, from: writeMonth(from), months: [...sums].map(([month, sum]) => ({ month: writeMonth(month), amount: sum.toFixed(2) })), deferred: deferred.toFixed(2) };
  }
}
