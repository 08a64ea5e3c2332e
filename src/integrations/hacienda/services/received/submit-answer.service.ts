import { Injectable } from '@nestjs/common';
import { Env } from '../../../../core/config/index.js';
import { IntegrationFailure } from '../../../../core/errors/index.js';
import type { Attempt, HandlerResult } from '../../../../core/integration/index.js';
import { neverWritten, refuseTooEarly } from '../../../../core/pipeline/index.js';
import type { HaciendaClient } from '../../client/hacienda.client.js';
import type { Submission } from '../../client/hacienda.types.js';
import type { HaciendaReceivedDocument } from '../../entities/hacienda-received-document.entity.js';
import { costaRicaTime } from '../costa-rica.js';
import { FollowAnswer, keyOf } from './follow-answer.service.js';

/** Kind of the idempotency record. Test and production count apart and may give one number each. */
const KIND = 'mensaje_receptor';
const recordOf = (document: HaciendaReceivedDocument): string => `${document.environment ?? ''}:${keyOf(document)}`;

const SUBMITTED = `
  UPDATE hacienda_received_document SET state = 'submitted', submitted_at = coalesce(submitted_at, now()), error_category = NULL, error_code = NULL, error_message = NULL, updated_at = now()
  WHERE id = $1 AND state IN ('signed','error')`;

/** Our signed answer → Hacienda, once: without a clear outcome it is asked for before the same bytes go again. */
@Injectable()
export class SubmitAnswer {
  constructor(
    private readonly following: FollowAnswer,
    private readonly env: Env,
  ) {}

  async submit(attempt: Attempt, client: HaciendaClient, document: HaciendaReceivedDocument): Promise<HandlerResult> {
    if (document.state === 'accepted' || document.state === 'rejected') return done(document, 'already_answered');
    const known = await attempt.documents.find(KIND, recordOf(document));
    if (known?.state === 'creating' || document.state === 'submitted') {
      const status = await client.status(keyOf(document));
      if (status) {
        this.remember(attempt, document);
        return this.following.apply(attempt, document, status);
      }
      if (known?.state === 'creating') refuseTooEarly(known, { id: 'hacienda', label: 'Hacienda' });
    }
    const { already } = await this.send(attempt, client, document);
    this.remember(attempt, document);
    return done(document, already ? 'received_before' : 'submitted');
  }

  private async send(attempt: Attempt, client: HaciendaClient, document: HaciendaReceivedDocument) {
    const key = recordOf(document);
    attempt.documents.creating(KIND, key, keyOf(document));
    try {
      return await client.submit(this.submission(document));
    } catch (error) {
      if (!(error instanceof IntegrationFailure)) throw error;
      attempt.documents.over(KIND, key);
      if (neverWritten(error) || error.category === 'validation_error') attempt.documents.absent(KIND, key);
      throw error;
    }
  }

  private remember(attempt: Attempt, document: HaciendaReceivedDocument): void {
    attempt.documents.created(KIND, recordOf(document), { id: keyOf(document) });
    attempt.note(SUBMITTED, [document.id]);
  }

  /** Issuer and receiver as in the supplier's document; the clave is its own. */
  private submission(document: HaciendaReceivedDocument): Submission {
    return {
      clave: document.clave,
      issuedAt: costaRicaTime(document.signed_at!),
      issuer: { identification_type: document.issuer_identification_type, identification: document.issuer_identification },
      receiver: { identification_type: document.receiver_identification_type!, identification: document.receiver_identification! },
      xml: document.signed_xml!,
      consecutivoReceptor: document.consecutive!,
      ...(this.env.PUBLIC_URL ? { callbackUrl: `${this.env.PUBLIC_URL.replace(/\/+$/, '')}/api/hacienda/callback/${document.callback_token}` } : {}),
    };
  }
}

const done = ({ id, clave, consecutive }: HaciendaReceivedDocument, action: string): HandlerResult => ({ outcome: 'succeeded', summary: { action, received_id: id, clave, consecutive } });
