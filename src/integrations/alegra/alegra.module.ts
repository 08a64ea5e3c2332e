import { Module } from '@nestjs/common';
import { AlegraController } from './alegra.controller.js';
import { AlegraProcessor } from './alegra.processor.js';
import { CancelDocument } from './services/cancel-document.service.js';
import { AlegraChecker } from './services/check-connection.service.js';
import { AlegraHandler } from './services/handle-document.service.js';
import { LoadCatalog } from './services/load-catalog.service.js';
import { ManualNumbering } from './services/manual-numbering.service.js';
import { PreviewDocument } from './services/preview-document.service.js';
import { PushCreditNote } from './services/push-credit-note.service.js';
import { PushInvoice } from './services/push-invoice.service.js';
import { ReceiveWebhook } from './services/receive-webhook.service.js';
import { ResolveContact } from './services/resolve-contact.service.js';

@Module({
  controllers: [AlegraController],
  providers: [
    AlegraChecker, AlegraHandler, AlegraProcessor, CancelDocument, LoadCatalog, ManualNumbering, PreviewDocument, PushCreditNote, PushInvoice, ReceiveWebhook, ResolveContact,
  ],
})
export class AlegraModule {}
