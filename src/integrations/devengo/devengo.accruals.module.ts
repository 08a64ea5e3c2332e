import { Module } from '@nestjs/common';
import { AccrualPolicies } from './services/accrual-policies.service.js';
import { ClientVault } from './services/client-vault.service.js';
import { CloseMonths } from './services/close-months.service.js';
import { CompareAccruals } from './services/compare-accruals.service.js';
import { LoadContracts } from './services/load-contracts.service.js';
import { NotifyAccruals } from './services/notify-accruals.service.js';
import { RunAccruals } from './services/run-accruals.service.js';

/** Revenue of each month, from what the synchronisations brought. */
@Module({
  providers: [AccrualPolicies, ClientVault, CloseMonths, CompareAccruals, LoadContracts, NotifyAccruals, RunAccruals],
  exports: [ClientVault, RunAccruals],
})
export class DevengoAccrualsModule {}
