import { Module } from '@nestjs/common';
import { MessageLogModule } from '../../core/message-log/index.js';
import { HaciendaBatchController } from './hacienda.batch.controller.js';
import { HaciendaController } from './hacienda.controller.js';
import { HaciendaExportsController } from './hacienda.exports.controller.js';
import { HaciendaFilesController } from './hacienda.files.controller.js';
import { HaciendaProcessor } from './hacienda.processor.js';
import { HaciendaPanelController } from './hacienda.panel.controller.js';
import { HaciendaQueueController } from './hacienda.queue.controller.js';
import { HaciendaReceivedController } from './hacienda.received.controller.js';
import { ApplyAnswer } from './services/apply-answer.service.js';
import { ChangeDocument } from './services/change-document.service.js';
import { HaciendaChecker } from './services/check-connection.service.js';
import { CheckStatus } from './services/check-status.service.js';
import { CleanResponses, CleanRetryQueue } from './services/clean-up.service.js';
import { CountActivity } from './services/count-activity.service.js';
import { CreateDocument } from './services/create-document.service.js';
import { DocumentFiles } from './services/document-files.service.js';
import { DocumentOfMessage } from './services/document-of-message.service.js';
import { Documents } from './services/documents.service.js';
import { HaciendaHandler } from './services/handle-document.service.js';
import { HearCanceledInvoice } from './services/hear-canceled-invoice.service.js';
import { IssueAcceptedInvoice } from './services/issue-accepted-invoice.service.js';
import { IssuingCredential } from './services/issuing-credential.service.js';
import { KeyExpiry } from './services/key-expiry.service.js';
import { ListCertificates } from './services/list-certificates.service.js';
import { Originals } from './services/originals.service.js';
import { PollDocuments, PollReceived } from './services/polling/poll.service.js';
import { Poller } from './services/polling/poller.service.js';
import { ProcessRetryQueue } from './services/process-retry-queue.service.js';
import { QueueMail } from './services/queue-mail.service.js';
import { ReceiveCallback } from './services/receive-callback.service.js';
import { FollowAnswer } from './services/received/follow-answer.service.js';
import { HandleReceived } from './services/received/handle-received.service.js';
import { ReceivedDocuments } from './services/received/received-documents.service.js';
import { RequestAnswer } from './services/received/request-answer.service.js';
import { SignAnswer } from './services/received/sign-answer.service.js';
import { SubmitAnswer } from './services/received/submit-answer.service.js';
import { TakeIn } from './services/received/take-in.service.js';
import { RequestBatch } from './services/request-batch.service.js';
import { RequestOperation } from './services/request-operation.service.js';
import { Responses } from './services/responses.service.js';
import { RetryDesk } from './services/retry-desk.service.js';
import { SendMail } from './services/send-mail.service.js';
import { SignDocument } from './services/sign-document.service.js';
import { SigningThreads } from './services/signing-threads.service.js';
import { CountDocuments } from './services/statistics.service.js';
import { SubmitDocument } from './services/submit-document.service.js';
import { TellFailure } from './services/tell-failure.service.js';
import { TrustedRoots } from './services/trusted-roots.service.js';
import { TellSchemas } from './services/tell-schemas.service.js';
import { WithdrawSale } from './services/withdraw-sale.service.js';
import { WarnCertificates } from './services/warn-certificates.service.js';

@Module({
  imports: [MessageLogModule],
  controllers: [HaciendaBatchController, HaciendaExportsController, HaciendaController, HaciendaFilesController, HaciendaPanelController, HaciendaQueueController, HaciendaReceivedController],
  providers: [
    HaciendaChecker, KeyExpiry, HaciendaHandler, HaciendaProcessor, TellSchemas,
    // In, and what people see.
    CreateDocument, IssueAcceptedInvoice, HearCanceledInvoice, WithdrawSale, ChangeDocument, Originals, Documents, DocumentFiles, IssuingCredential, RequestOperation, RequestBatch, Responses, RetryDesk, CountActivity, CountDocuments, ListCertificates, ReceiveCallback,
    // The work.
    DocumentOfMessage, SigningThreads, SignDocument, SubmitDocument, CheckStatus, ApplyAnswer, TrustedRoots, QueueMail, SendMail, TellFailure,
    // Suppliers' documents and our answers.
    ReceivedDocuments, TakeIn, RequestAnswer, HandleReceived, SignAnswer, SubmitAnswer, FollowAnswer,
    // By the clock.
    Poller, PollDocuments, PollReceived, ProcessRetryQueue, CleanResponses, CleanRetryQueue, WarnCertificates,
  ],
})
export class HaciendaModule {}
