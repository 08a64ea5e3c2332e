import { Injectable } from '@nestjs/common';
import { SessionTokens } from '../../../core/credentials/index.js';
import { IntegrationFailure, type Warning } from '../../../core/errors/index.js';
import type { Attempt, DocumentIdentity, HandlerResult, MessageHandler, PreviewedRequest } from '../../../core/integration/index.js';
import type { IntegrationMessage } from '../../../core/message-log/index.js';
import type { HaciendaClient } from '../client/hacienda.client.js';
import type { EinvoiceDocument } from '../entities/einvoice-document.entity.js';
import { CheckStatus } from './check-status.service.js';
import { DocumentOfMessage } from './document-of-message.service.js';
import { documentIdOf, EVENTS, orderKeyOf } from './events.js';
import { openSession, type HaciendaCredential } from './open-session.js';
import { isReceivedEvent, receivedIdOf, receivedOrderKey, RECEIVED_EVENTS } from './received/events.js';
import { HandleReceived } from './received/handle-received.service.js';
import { assertSameEnvironment } from './same-environment.js';
import { SendMail } from './send-mail.service.js';
import { SignDocument } from './sign-document.service.js';
import { SubmitDocument } from './submit-document.service.js';
import { TellFailure } from './tell-failure.service.js';
import { WithdrawSale } from './withdraw-sale.service.js';

type Work = (attempt: Attempt, document: EinvoiceDocument) => Promise<HandlerResult>;

/** One operation on one document. Each looks at the document first, so that a repeat does nothing twice. */
@Injectable()
export class HaciendaHandler implements MessageHandler {
  private readonly work: Record<string, Work> = {
    [EVENTS.issue]: async (attempt, document) => this.submit(attempt, await this.sign(attempt, document)),
    [EVENTS.sign]: async (attempt, document) => signedSummary(await this.sign(attempt, document)),
    [EVENTS.submit]: (attempt, document) => this.submit(attempt, document),
    [EVENTS.check_status]: (attempt, document) => this.checking.check(attempt, this.client(attempt, document), document),
    [EVENTS.email]: (_, document) => this.mail.send(document),
  };

  constructor(
    private readonly documents: DocumentOfMessage,
    private readonly signing: SignDocument,
    private readonly submitting: SubmitDocument,
    private readonly checking: CheckStatus,
    private readonly mail: SendMail,
    private readonly failures: TellFailure,
    private readonly received: HandleReceived,
    private readonly withdrawal: WithdrawSale,
    private readonly tokens: SessionTokens,
  ) {}

  async handle(attempt: Attempt): Promise<HandlerResult> {
    if (isReceivedEvent(attempt.message.event_type)) return this.received.handle(attempt);
    if (attempt.message.event_type === EVENTS.withdraw) return this.withdrawal.withdraw(attempt);
    const work = this.work[attempt.message.event_type];
    if (!work) throw unknownEvent(attempt.message);
    const document = await this.documents.of(attempt);
    try {
      return await work(attempt, document);
    } catch (error) {
      if (error instanceof IntegrationFailure) this.failures.note(attempt, document, error);
      throw error;
    }
  }

  async preview(attempt: Attempt): Promise<{ requests: PreviewedRequest[]; warnings: Warning[]; problems: Warning[] }> {
    if (isReceivedEvent(attempt.message.event_type) || attempt.message.event_type === EVENTS.withdraw) return { requests: [], warnings: [], problems: [] };
    return this.documents.preview(attempt);
  }

  identify(payload: unknown): DocumentIdentity {
    const received = receivedIdOf(payload);
    if (received) return { event_type: receivedEventOf(payload), external_reference: received, dedupe_key: null, order_key: receivedOrderKey(received) };
    const { operation, reference } = (typeof payload === 'object' && payload !== null ? payload : {}) as { operation?: unknown; reference?: unknown };
    const event_type = typeof operation === 'string' && (operation === 'withdraw' || `hacienda.${operation}` in this.work) ? `hacienda.${operation}` : EVENTS.issue;
    const id = documentIdOf(payload);
    const name = typeof reference === 'string' ? reference : null;
    if (event_type === EVENTS.withdraw) return { event_type, external_reference: name, dedupe_key: null, order_key: null };
    return { event_type, external_reference: id ?? name, dedupe_key: null, order_key: id ? orderKeyOf(id) : name };
  }

  describe({ event_type }: IntegrationMessage): { entity_type: string; operation: string } {
    return { entity_type: isReceivedEvent(event_type) ? 'documento_recibido' : 'comprobante', operation: event_type };
  }

  async gaveUp(message: IntegrationMessage, failure: IntegrationFailure, note: Attempt['note']): Promise<void> {
    if (isReceivedEvent(message.event_type)) return this.received.gaveUp(message, failure, note);
    await this.failures.gaveUp(message, failure, note);
  }

  private sign({ message, credential }: Attempt, document: EinvoiceDocument): Promise<EinvoiceDocument> {
    return this.signing.sign(message.company, document.id, credential as unknown as HaciendaCredential);
  }

  private submit(attempt: Attempt, document: EinvoiceDocument): Promise<HandlerResult> {
    if (document.clave === null || document.state === 'canceled') throw notSigned(document);
    return this.submitting.submit(attempt, this.client(attempt, document), document, attempt.credential as unknown as HaciendaCredential);
  }

  private client(attempt: Attempt, { clave, environment }: EinvoiceDocument): HaciendaClient {
    const credential = attempt.credential as unknown as HaciendaCredential;
    if (clave !== null) assertSameEnvironment(environment, credential);
    return openSession(this.tokens, attempt.calls, credential);
  }
}

const receivedEventOf = (payload: unknown): string =>
  (payload as { operation?: unknown }).operation === 'check_response' ? RECEIVED_EVENTS.check_response : RECEIVED_EVENTS.respond;

const signedSummary = ({ id, clave, consecutive }: EinvoiceDocument): HandlerResult => ({ outcome: 'succeeded', summary: { action: 'signed', document_id: id, clave, consecutive } });

const notSigned = ({ state }: EinvoiceDocument): IntegrationFailure =>
  new IntegrationFailure('conflict', { code: 'hacienda.not_signed', message: `Un documento en estado «${state}» no se puede enviar: fírmelo primero.` });

const unknownEvent = ({ event_type }: IntegrationMessage): IntegrationFailure =>
  new IntegrationFailure('conflict', { code: 'hacienda.unknown_event', message: `Nada en esta integración trabaja mensajes «${event_type}».` });
