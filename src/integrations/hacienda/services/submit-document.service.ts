import { Injectable } from '@nestjs/common';
import { Env } from '../../../core/config/index.js';
import { IntegrationFailure } from '../../../core/errors/index.js';
import type { Attempt, HandlerResult } from '../../../core/integration/index.js';
import { neverWritten, refuseTooEarly } from '../../../core/pipeline/index.js';
import type { HaciendaClient } from '../client/hacienda.client.js';
import type { Submission, Taxpayer } from '../client/hacienda.types.js';
import type { EinvoiceDocument } from '../entities/einvoice-document.entity.js';
import type { Party } from '../mapping/types.js';
import { ApplyAnswer } from './apply-answer.service.js';
import { costaRicaTime } from './costa-rica.js';
import type { HaciendaCredential } from './open-session.js';
import { KIND, rememberSubmitted } from './submitted.js';

/** A signed document → Hacienda, once: where an earlier submission has no clear outcome, it asks before it repeats the same bytes. */
@Injectable()
export class SubmitDocument {
  constructor(
    private readonly answers: ApplyAnswer,
    private readonly env: Env,
  ) {}

  async submit(attempt: Attempt, client: HaciendaClient, document: EinvoiceDocument, credential: HaciendaCredential): Promise<HandlerResult> {
    const clave = document.clave!;
    if (['accepted', 'rejected'].includes(document.state)) return done(document, 'already_answered');
    const known = await attempt.documents.find(KIND, clave);
    if (known?.state === 'creating' || document.state === 'submitted') {
      const status = await client.status(clave);
      if (status) {
        rememberSubmitted(attempt, document);
        return this.answers.apply(attempt, { ...document, state: 'submitted' }, status);
      }
      if (known?.state === 'creating') refuseTooEarly(known, { id: 'hacienda', label: 'Hacienda' });
    }
    const { already } = await this.send(attempt, client, document, credential);
    rememberSubmitted(attempt, document);
    return done(document, already ? 'received_before' : 'submitted');
  }

  private async send(attempt: Attempt, client: HaciendaClient, document: EinvoiceDocument, credential: HaciendaCredential) {
    const clave = document.clave!;
    attempt.documents.creating(KIND, clave, clave);
    try {
      return await client.submit(this.submission(document, credential));
    } catch (error) {
      if (!(error instanceof IntegrationFailure)) throw error;
      attempt.documents.over(KIND, clave);
      if (neverWritten(error) || error.category === 'validation_error') attempt.documents.absent(KIND, clave);
      throw error;
    }
  }

  private submission(document: EinvoiceDocument, { metadata }: HaciendaCredential): Submission {
    const { clave, signed_xml, issue_date, callback_token } = document;
    const { identification_type, identification } = metadata;
    const us: Taxpayer = { identification_type, identification };
    const other = document.document?.document_type === 'FEC' ? document.document.supplier : document.document?.receiver;
    // In a FEC the seller stands as issuer in the XML although we sign it.
    const parties = document.document_type === 'FEC' ? { issuer: taxpayer(other) ?? us, receiver: us } : { issuer: us, receiver: taxpayer(other) };
    return { clave: clave!, issuedAt: costaRicaTime(issue_date!), xml: signed_xml!, ...parties, callbackUrl: this.callback(callback_token) };
  }

  private callback(token: string): string | undefined {
    return this.env.PUBLIC_URL && `${this.env.PUBLIC_URL.replace(/\/+$/, '')}/api/hacienda/callback/${token}`;
  }
}

const taxpayer = (party: Party | undefined): Taxpayer | undefined =>
  party?.identification && party.identification_type ? { identification_type: party.identification_type, identification: party.identification } : undefined;

const done = ({ id, clave, consecutive }: EinvoiceDocument, action: string): HandlerResult => ({ outcome: 'succeeded', summary: { action, document_id: id, clave, consecutive } });
