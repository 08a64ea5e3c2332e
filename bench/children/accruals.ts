import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { AuditService } from '../../src/core/audit/index.js';
import { CompaniesService } from '../../src/core/companies/index.js';
import { Database, makeDataSource } from '../../src/core/database/index.js';
import type { Notifier } from '../../src/core/notifications/index.js';
import { readMonth } from '../../src/integrations/devengo/mapping/accruals/calendar.js';
import { CompareAccruals } from '../../src/integrations/devengo/services/compare-accruals.service.js';
import { ClosingCheckReport } from '../../src/integrations/devengo/services/closing-check.service.js';
import { AccrualPolicies } from '../../src/integrations/devengo/services/accrual-policies.service.js';
import { LoadContracts } from '../../src/integrations/devengo/services/load-contracts.service.js';
import { NotifyAccruals } from '../../src/integrations/devengo/services/notify-accruals.service.js';
import { RunAccruals } from '../../src/integrations/devengo/services/run-accruals.service.js';
import { answerQuestions, cpuMicros } from '../support/child.js';

const source: DataSource = await makeDataSource(process.env.DATABASE_URL!, { poolSize: 2 }).initialize();
const nobody = { notify: async () => undefined } as unknown as Notifier;
const db = new Database(source);
const policies = new AccrualPolicies(new CompaniesService(source, new AuditService(source)));
const accruals = new RunAccruals(db, new LoadContracts(), policies, new NotifyAccruals(nobody));
const closing = new ClosingCheckReport(db, new CompareAccruals(new LoadContracts(), policies));

const answers = {
  /** Accrues through a month; how long it took, by the clock and in processor time, and the most memory this process ever had. */
  run: async (month: string) => {
    const [started, busy] = [performance.now(), cpuMicros()];
    const { rows_total, summary } = await accruals.run('default', readMonth(month));
    return { seconds: (performance.now() - started) / 1_000, cpu: (cpuMicros() - busy) / 1e6, megabytes: process.resourceUsage().maxRSS / 1_024, rows: rows_total, contracts: summary.total_contracts_processed };
  },
  /** What a person waits for who asks whether the month may be closed. */
  check: async (month: string) => {
    const started = performance.now();
    await closing.of('default', month, 'EUR');
    return { seconds: (performance.now() - started) / 1_000 };
  },
};
export type AccrualAnswers = typeof answers;

answerQuestions(answers, () => source.destroy());
