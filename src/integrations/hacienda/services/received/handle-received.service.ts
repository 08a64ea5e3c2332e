import { Injectable } from '@nestjs/common';
import { SessionTokens } from '../../../../core/credentials/index.js';
import { IntegrationFailure } from '../../../../core/errors/index.js';
import type { Attempt, HandlerResult } from '../../../../core/integration/index.js';
import type { IntegrationMessage } from '../../../../core/message-log/index.js';
import { Notifier } from '../../../../core/notifications/index.js';
import { specCategory } from '../../hacienda.policy.js';
import { openSession, type HaciendaCredential } from '../open-session.js';
import { assertSameEnvironment } from '../same-environment.js';
import { receivedIdOf, RECEIVED_EVENTS } from './events.js';
import { FollowAnswer } from './follow-answer.service.js';
import { ReceivedDocuments } from './received-documents.service.js';
import { SignAnswer } from './sign-answer.service.js';
import { SubmitAnswer } from './submit-answer.service.js';

const FAILED = 'UPDATE hacienda_received_document SET error_category = $3, error_code = $4, error_message = $5, updated_at = now() WHERE id = $1 AND company = $2';
// What Hacienda has stays `submitted` whatever befalls a question about it.
const GIVEN_UP = `
  UPDATE hacienda_received_document SET state = CASE WHEN state IN ('received','signed') THEN 'error' ELSE state END, error_category = $3, error_code = $4, error_message = $5, updated_at = now()
  WHERE id = $1 AND company = $2`;

/** The work on suppliers' documents: sign our answer and hand it in, or ask what became of it. */
@Injectable()
export class HandleReceived {
  constructor(
    private readonly documents: ReceivedDocuments,
    private readonly signing: SignAnswer,
    private readonly submitting: SubmitAnswer,
    private readonly following: FollowAnswer,
    private readonly notifier: Notifier,
    private readonly tokens: SessionTokens,
  ) {}

  async handle(attempt: Attempt): Promise<HandlerResult> {
    const id = receivedIdOf(attempt.payload);
    try {
      return await this.work(attempt, id);
    } catch (error) {
      if (error instanceof IntegrationFailure) attempt.note(FAILED, causeOf(attempt.message, id, error));
      throw error;
    }
  }

  async gaveUp(message: IntegrationMessage, failure: IntegrationFailure, note: Attempt['note']): Promise<void> {
    note(GIVEN_UP, causeOf(message, receivedIdOf(message.payload), failure));
    await this.notifier.notify({
      company: message.company,
      integration: message.integration,
      subject: `Hacienda: no se pudo responder un documento recibido de ${message.company}`,
      text: `${failure.message}\nClave: ${message.external_reference ?? 'desconocida'}. Intentos: ${message.attempt}. Corrija la causa y responda de nuevo.`,
      key: `hacienda.gave_up:${message.id}`,
    });
  }

  private async work(attempt: Attempt, id: string | undefined): Promise<HandlerResult> {
    const { company, event_type } = attempt.message;
    const credential = attempt.credential as unknown as HaciendaCredential;
    const client = openSession(this.tokens, attempt.calls, credential);
    const found = id === undefined ? undefined : await this.documents.find(company, id);
    if (!found) throw new IntegrationFailure('not_found', { code: 'hacienda.received_gone', message: 'El documento recibido de este mensaje ya no existe en la empresa.' });
    // Already while it is only decided: nobody answered for the other one.
    if (found.environment !== null) assertSameEnvironment(found.environment, credential);
    if (event_type === RECEIVED_EVENTS.check_response) return this.following.check(attempt, client, found);
    return this.submitting.submit(attempt, client, await this.signing.sign(company, found.id, credential));
  }
}

const causeOf = ({ company }: IntegrationMessage, id: string | undefined, { category, code, message }: IntegrationFailure): unknown[] => [id ?? null, company, specCategory(category), code, message];
