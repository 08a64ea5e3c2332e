import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { IdentifyService, may, sees } from '../../../core/auth/index.js';
import { CompaniesService } from '../../../core/companies/index.js';
import { OpenCredentials } from '../../../core/credentials/index.js';
import { IntegrationFailure } from '../../../core/errors/index.js';
import type { OpenCredential } from '../../../core/integration/index.js';
import { MessageLog, peek } from '../../../core/message-log/index.js';
import { Metrics } from '../../../core/metrics/index.js';
import { problem } from '../../../core/problems/index.js';
import type { AlegraSecrets } from '../alegra.credentials.js';
import { describeDelivery } from '../mapping/erpnext-document.js';

export interface Accepted {
  status: 'accepted';
  messageId: string;
}

/**
 * Takes an ERPNext webhook: who sends it is checked, the exact bytes are stored, and only then it is answered.
 * What is wrong inside the document is not the sender's to mend by repeating, so it is accepted and shown to people.
 */
@Injectable()
export class ReceiveWebhook {
  constructor(
    private readonly log: MessageLog,
    private readonly credentials: OpenCredentials,
    private readonly companies: CompaniesService,
    private readonly identify: IdentifyService,
    private readonly metrics: Metrics,
  ) {}

  async receive(company: string, request: Request): Promise<Accepted> {
    const body: Buffer = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const credential = await this.credential(company);
    const sender = await this.sender(company, request, body, credential);
    const { value, stored } = peek(body);
    const identity = describeDelivery(value);
    const messageId = await this.log.accept(
      {
        company,
        integration: 'alegra',
        trigger: sender.trigger,
        ...identity,
        dedupe_key: identity.dedupe_key ?? `sha256:${createHash('sha256').update(body).digest('hex')}`,
        credential_id: credential?.id ?? null,
        created_by: sender.name,
        method: 'POST',
        url: request.originalUrl,
        headers: plainHeaders(request),
        body,
      },
      stored,
    );
    return { status: 'accepted', messageId };
  }

  // Without a credential there is no secret to check against, but an API key may still deliver: nothing is lost.
  private async credential(company: string): Promise<OpenCredential<AlegraSecrets> | null> {
    return this.credentials.openAny<AlegraSecrets>({ company, integration: 'alegra' }).catch(unlessOurs);
  }

  private async sender(company: string, request: Request, body: Buffer, credential: OpenCredential<AlegraSecrets> | null): Promise<{ trigger: 'webhook' | 'api'; name: string | null }> {
    const signature = request.get('x-frappe-webhook-signature');
    const secret = credential?.secrets.webhook_secret;
    if (signature && secret && isSigned(body, signature, secret)) return { trigger: 'webhook', name: null };

    const caller = await this.identify.identify(request.headers);
    if (!caller) {
      this.metrics.signatureRefused('alegra');
      throw signature && !secret ? noSecret(company) : unauthorized(signature !== undefined);
    }
    if (!sees(caller, company) || !(await this.companies.find(company))) throw unknownCompany(company);
    if (!may(caller, 'operator')) throw problem(403, { code: 'forbidden', es: 'Esta clave no puede enviar documentos.', en: 'This key may not send documents.' });
    return { trigger: 'api', name: caller.name };
  }
}

// Our own database being away is no reason to call the sender unknown: that is a 503, and ERPNext repeats it.
function unlessOurs(error: unknown): null {
  if (error instanceof IntegrationFailure) return null;
  throw error;
}

/** Frappe: base64 of HMAC-SHA256 over the raw body (contracts: erpnext-webhooks §3). */
export function isSigned(body: Buffer, signature: string, secret: string): boolean {
  const expected = createHmac('sha256', secret).update(body).digest();
  const given = Buffer.from(signature, 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

const plainHeaders = (request: Request): Record<string, string> =>
  Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]));

const unauthorized = (signed: boolean) =>
  problem(401, {
    code: signed ? 'wrong_signature' : 'unauthorized',
    es: signed
      ? 'La firma X-Frappe-Webhook-Signature no corresponde: revise que el «Webhook Secret» de ERPNext sea el de la credencial de Alegra.'
      : 'Falta la firma X-Frappe-Webhook-Signature o una clave API (Authorization: Bearer …).',
    en: signed
      ? 'The X-Frappe-Webhook-Signature does not match: check that the Webhook Secret in ERPNext is the one of the Alegra credential.'
      : 'The X-Frappe-Webhook-Signature or an API key (Authorization: Bearer …) is missing.',
    headers: { 'WWW-Authenticate': 'Bearer' },
  });

// Said to anyone who signs: whether a company exists is not told, only that nothing can be checked.
const noSecret = (company: string) =>
  problem(401, {
    code: 'no_webhook_secret',
    es: `La firma no se puede comprobar: no hay una credencial de Alegra activa con «webhook_secret» para «${company}».`,
    en: `The signature cannot be checked: there is no active Alegra credential with a "webhook_secret" for "${company}".`,
    headers: { 'WWW-Authenticate': 'Bearer' },
  });

const unknownCompany = (company: string) =>
  problem(404, { code: 'unknown_company', es: `No hay ninguna empresa con el código «${company}» a su alcance.`, en: `There is no company with the code "${company}" within your reach.` });
