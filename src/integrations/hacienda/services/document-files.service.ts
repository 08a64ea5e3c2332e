import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../core/auth/index.js';
import { problem } from '../../../core/problems/index.js';
import type { EinvoiceDocument } from '../entities/einvoice-document.entity.js';
import { renderPdf } from '../pdf/render-pdf.js';
import { costaRicaTime } from './costa-rica.js';
import { Documents } from './documents.service.js';
import { IssuingCredential, issuerOf } from './issuing-credential.service.js';

export interface DocumentFile {
  name: string;
  type: string;
  content: Buffer;
}

/** A document's files under the names that Hacienda asks for: `<clave>.xml`, `<clave>_respuesta.xml`, `<clave>.pdf`. */
@Injectable()
export class DocumentFiles {
  constructor(
    private readonly documents: Documents,
    private readonly credentials: IssuingCredential,
  ) {}

  /** The exact bytes that were signed. */
  async xml(caller: Caller, id: string): Promise<DocumentFile> {
    return signedXml(await this.seen(caller, id));
  }

  /** Hacienda's final answer, byte by byte. */
  async answer(caller: Caller, id: string): Promise<DocumentFile> {
    const document = await this.seen(caller, id);
    if (document.answer_xml === null) throw notThere('no_answer', 'Hacienda todavía no ha respondido a este documento.', 'Hacienda has not answered this document yet.');
    return answerXml(document);
  }

  async pdf(caller: Caller, id: string): Promise<DocumentFile> {
    return this.pdfOf(await this.seen(caller, id));
  }

  async mailed(document: EinvoiceDocument): Promise<DocumentFile[]> {
    return [signedXml(document), ...(document.answer_xml ? [answerXml(document)] : []), await this.pdfOf(document)];
  }

  private async pdfOf(row: EinvoiceDocument): Promise<DocumentFile> {
    const { document, company, clave, consecutive, issue_date, state, environment } = row;
    if (!document) throw notThere('draft', 'Un borrador no tiene representación gráfica: complételo primero.', 'A draft has no printed form: complete it first.');
    const issuer = issuerOf(await this.credentials.of(company));
    const numbers = clave !== null && consecutive !== null && issue_date !== null ? { clave, consecutive, issuedAt: costaRicaTime(issue_date) } : undefined;
    return { name: `${clave ?? row.id}.pdf`, type: 'application/pdf', content: await renderPdf({ document, issuer, numbers, state, test: environment === 'sandbox' }) };
  }

  private async seen(caller: Caller, id: string): Promise<EinvoiceDocument> {
    const { company } = await this.documents.get(caller, id);
    return (await this.documents.find(company, id))!;
  }
}

function signedXml({ clave, signed_xml }: EinvoiceDocument): DocumentFile {
  if (clave === null || signed_xml === null) throw notThere('unsigned', 'Este documento todavía no está firmado.', 'This document is not signed yet.');
  return { name: `${clave}.xml`, type: 'application/xml', content: signed_xml };
}

const answerXml = ({ clave, answer_xml }: EinvoiceDocument): DocumentFile => ({ name: `${clave}_respuesta.xml`, type: 'application/xml', content: answer_xml! });

const notThere = (code: string, es: string, en: string) => problem(409, { code, es, en });
