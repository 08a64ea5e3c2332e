import { Injectable } from '@nestjs/common';
import { Database } from '../../../core/database/index.js';
import { IntegrationFailure } from '../../../core/errors/index.js';
import type { HandlerResult } from '../../../core/integration/index.js';
import { Mailer } from '../../../core/notifications/index.js';
import type { EinvoiceDocument } from '../entities/einvoice-document.entity.js';
import { DOCUMENT_KINDS } from '../catalogues/index.js';
import { DocumentFiles, type DocumentFile } from './document-files.service.js';

const EMAILED = 'UPDATE einvoice_document SET emailed_at = now(), updated_at = now() WHERE id = $1';

/** The receiver gets the signed XML, Hacienda's answer and the PDF, under the names that Hacienda asks for. */
@Injectable()
export class SendMail {
  constructor(
    private readonly db: Database,
    private readonly mailer: Mailer,
    private readonly files: DocumentFiles,
  ) {}

  async send(document: EinvoiceDocument): Promise<HandlerResult> {
    const { id, clave, receiver_email, emailed_at } = document;
    if (emailed_at !== null || receiver_email === null) return { outcome: 'skipped', summary: { action: 'nothing_to_mail', document_id: id, emailed_at } };
    const files = await this.files.mailed(document);
    await this.mailer.send({ to: [receiver_email], ...wordsOf(document), attachments: files.map(asAttachment) }).catch((error: unknown) => {
      throw notTaken(receiver_email, error);
    });
    await this.db.query(EMAILED, [id]);
    return { outcome: 'succeeded', summary: { action: 'emailed', document_id: id, clave, files: files.map(({ name }) => name) } };
  }
}

function wordsOf({ document_type, consecutive, clave, total, currency, company }: EinvoiceDocument): { subject: string; text: string } {
  const name = document_type ? DOCUMENT_KINDS[document_type].name : 'Comprobante electrónico';
  return {
    subject: `${name} ${consecutive ?? ''}`,
    text: [
      `Le enviamos ${name} ${consecutive ?? ''} de ${company}, aceptada por el Ministerio de Hacienda.`,
      `Clave: ${clave ?? ''}`, `Total: ${total ?? ''} ${currency ?? ''}`, '',
      'Adjuntos: el comprobante firmado (XML), la respuesta de Hacienda (XML) y su representación gráfica (PDF).',
    ].join('\n'),
  };
}

const asAttachment = ({ name, type, content }: DocumentFile) => ({ filename: name, content, contentType: type });

const notTaken = (to: string, cause: unknown): IntegrationFailure =>
  new IntegrationFailure('network_error', {
    code: 'hacienda.mail_not_taken',
    message: `El servidor de correo no tomó el mensaje para ${to}. Se intentará de nuevo; si sigue, revise SMTP_URL y la dirección.`,
    cause,
  });
