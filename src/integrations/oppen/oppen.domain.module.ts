import { Module } from '@nestjs/common';
import { MessageLogModule } from '../../core/message-log/index.js';
import { OppenController } from './oppen.controller.js';
import { OppenFacturasController } from './oppen.facturas.controller.js';
import { OppenRecordsController } from './oppen.records.controller.js';
import { AuditShop } from './services/audit-shop.service.js';
import { AwaitOutcomes } from './services/await-outcomes.service.js';
import { CountDays } from './services/count-days.service.js';
import { ImportFacturas } from './services/import-facturas.service.js';
import { ListRecords } from './services/list-records.service.js';
import { LoadFacturas } from './services/load-facturas.service.js';
import { NotifyErrors } from './services/notify-errors.service.js';
import { PlanSending } from './services/plan-sending.service.js';
import { RecordDomain } from './services/record-domain.service.js';
import { ResendSelected } from './services/resend-selected.service.js';
import { SendDay } from './services/send-day.service.js';
import { SyncLog } from './services/sync-log.service.js';
import { TellLateErrors } from './services/tell-late-errors.service.js';

/** Shops, their days and invoices, and the audit that sends them. */
@Module({
  imports: [MessageLogModule],
  controllers: [OppenController, OppenFacturasController, OppenRecordsController],
  providers: [
    AuditShop, AwaitOutcomes, CountDays, ImportFacturas, ListRecords, LoadFacturas, NotifyErrors, PlanSending, RecordDomain, ResendSelected, SendDay, SyncLog,
    TellLateErrors,
  ],
  exports: [SyncLog],
})
export class OppenDomainModule {}
