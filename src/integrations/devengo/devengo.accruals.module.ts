import { Module } from '@nestjs/common';
import { DevengoAccrualsController } from './devengo.accruals.controller.js';
import { DevengoRecordsController } from './devengo.records.controller.js';
import { DevengoReportsController } from './devengo.reports.controller.js';
import { AccrualPolicies } from './services/accrual-policies.service.js';
import { ChangeDomain } from './services/change-domain.service.js';
import { ClientVault } from './services/client-vault.service.js';
import { CloseMonths } from './services/close-months.service.js';
import { ClosingCheckReport } from './services/closing-check.service.js';
import { CompareAccruals } from './services/compare-accruals.service.js';
import { ForecastAccruals } from './services/forecast.service.js';
import { Journal } from './services/journal.service.js';
import { ListDevengo } from './services/list-devengo.service.js';
import { LoadContracts } from './services/load-contracts.service.js';
import { NotifyAccruals } from './services/notify-accruals.service.js';
import { ReportContracts } from './services/report-contracts.service.js';
import { ReportDeferred } from './services/report-deferred.service.js';
import { ReportRevenue } from './services/report-revenue.service.js';
import { RotateClientKeys } from './services/rotate-client-keys.js';
import { RunAccruals } from './services/run-accruals.service.js';
import { ShowContract } from './services/show-contract.service.js';

/** Accruals, their reports and the records they are made of. Stands on its own: the synchronisation only fills its tables. */
@Module({
  controllers: [DevengoAccrualsController, DevengoRecordsController, DevengoReportsController],
  providers: [
    AccrualPolicies, ChangeDomain, ClientVault, CloseMonths, ClosingCheckReport, CompareAccruals, ForecastAccruals, Journal, ListDevengo, LoadContracts, NotifyAccruals,
    ReportContracts, ReportDeferred, ReportRevenue, RotateClientKeys, RunAccruals, ShowContract,
  ],
  exports: [ClientVault, RunAccruals],
})
export class DevengoAccrualsModule {}
