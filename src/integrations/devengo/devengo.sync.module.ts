import { Module } from '@nestjs/common';
import { MessageLogModule } from '../../core/message-log/index.js';
import { DevengoAccrualsModule } from './devengo.accruals.module.js';
import { DevengoController } from './devengo.controller.js';
import { FourgeeksProcessor, HoldedProcessor, NotionProcessor } from './devengo.processor.js';
import { DevengoSyncController } from './devengo.sync.controller.js';
import { FourgeeksChecker, HoldedChecker, NotionChecker } from './services/check-connections.service.js';
import { SyncHandler } from './services/handle-sync.service.js';
import { Executions } from './services/sync/executions.service.js';
import { ImportSteps } from './services/sync/import-steps.service.js';
import { MonthlyAccruals } from './services/sync/monthly-accruals.service.js';
import { NightlySync } from './services/sync/nightly-sync.service.js';
import { RetryRecord } from './services/sync/retry-record.service.js';
import { RunAccrualStep } from './services/sync/run-accrual-step.service.js';
import { RunStep } from './services/sync/run-step.service.js';
import { ShowExecutions } from './services/sync/show-executions.service.js';
import { StartSync } from './services/sync/start-sync.service.js';
import { SyncDesk } from './services/sync/sync-desk.service.js';
import { SyncEnrolments } from './services/sync/sync-enrolments.service.js';
import { SyncInvoices } from './services/sync/sync-invoices.service.js';
import { SyncNotion } from './services/sync/sync-notion.service.js';
import { SyncServices } from './services/sync/sync-services.service.js';
import { SyncStudents } from './services/sync/sync-students.service.js';
import { WorkHere } from './services/sync/work-here.service.js';
import { WriteInvoices } from './services/sync/write-invoices.service.js';
import { WritePeriods } from './services/sync/write-periods.service.js';

/** Holded, 4Geeks and Notion as they are read: steps, executions, and the rows they become. */
@Module({
  imports: [MessageLogModule, DevengoAccrualsModule],
  controllers: [DevengoController, DevengoSyncController],
  providers: [
    HoldedChecker, FourgeeksChecker, NotionChecker, SyncHandler, HoldedProcessor, FourgeeksProcessor, NotionProcessor,
    // Asked for, shown.
    SyncDesk, StartSync, ShowExecutions, NightlySync, MonthlyAccruals,
    // Run.
    Executions, RunStep, RunAccrualStep, RetryRecord, WorkHere, ImportSteps, SyncServices, SyncInvoices, SyncStudents, SyncEnrolments, SyncNotion, WriteInvoices, WritePeriods,
  ],
  exports: [StartSync, WorkHere],
})
export class DevengoSyncModule {}
