import { Injectable } from '@nestjs/common';
import { assertSees, companyFilter, type Caller } from '../../../../core/auth/index.js';
import { Database, type Queryable } from '../../../../core/database/index.js';
import { notFound, problem } from '../../../../core/problems/index.js';
import type { HaciendaReceivedDocument } from '../../entities/hacienda-received-document.entity.js';
import { renderAnswerPdf } from '../../pdf/render-answer.js';
import { costaRicaTime } from '../costa-rica.js';
import type { DocumentFile } from '../document-files.service.js';
import type { Page } from '../documents.service.js';
import { UUID } from '../events.js';
import { IssuingCredential, issuerOf } from '../issuing-credential.service.js';
import { environmentOf } from '../open-session.js';
import { isOpen, VIEW, viewOf, WHOLE, type ReceivedView } from './received-view.js';

export interface ReceivedFilter {
  company?: string;
  state?: string;
  clave?: string;
  /** Identification of who issued it. */
  issuer?: string;
  cursor?: string;
  limit: number;
}

const CONDITIONS: Partial<Record<keyof ReceivedFilter, string>> = { company: 'company = ?', state: 'state = ?', clave: 'clave = ?', issuer: 'issuer_identification = ?', cursor: 'id < ?::uuid' };

/** Reads suppliers' documents: for people within their companies, for the work by their id. */
@Injectable()
export class ReceivedDocuments {
  constructor(
    private readonly db: Database,
    private readonly credentials: IssuingCredential,
  ) {}

  /** Newest first. */
  async list(caller: Caller, query: ReceivedFilter): Promise<Page<ReceivedView>> {
    const values: unknown[] = [companyFilter(caller)];
    const conditions = ['($1::text[] IS NULL OR company = ANY($1))'];
    for (const [name, condition] of Object.entries(CONDITIONS)) {
      const value = query[name as keyof ReceivedFilter];
      if (value !== undefined) conditions.push(condition.replace('?', `$${values.push(value)}`));
    }
    const rows = await this.db.rows<HaciendaReceivedDocument>(`${VIEW} WHERE ${conditions.join(' AND ')} ORDER BY id DESC LIMIT ${query.limit + 1}`, values);
    const data = rows.slice(0, query.limit);
    return { data: data.map(viewOf), next_cursor: rows.length > query.limit ? data.at(-1)!.id : null };
  }

  /** 404 when there is none, and when it is another company's. `open`: it may be answered now. */
  async get(caller: Caller, id: string): Promise<ReceivedView & { open: boolean }> {
    const [row] = UUID.test(id) ? await this.db.rows<HaciendaReceivedDocument>(`${VIEW} WHERE id = $1`, [id]) : [];
    if (!row) throw notFound();
    assertSees(caller, row.company);
    const credential = await this.credentials.ifAny(row.company);
    return { ...viewOf(row), open: isOpen(row, credential && environmentOf(credential)) };
  }

  /** The supplier's exact bytes, our answer's, or Hacienda's to that; named as Hacienda asks. */
  async file(caller: Caller, id: string, which: 'xml' | 'signed_xml' | 'answer_xml'): Promise<DocumentFile> {
    const { company } = await this.get(caller, id);
    const { clave, consecutive, [which]: content } = (await this.find(company, id))!;
    if (content === null) throw problem(409, { code: 'no_file', es: 'Ese archivo todavía no existe.', en: 'That file does not exist yet.' });
    const names = { xml: `${clave}.xml`, signed_xml: `${clave}-${consecutive}.xml`, answer_xml: `${clave}-${consecutive}_respuesta.xml` };
    return { name: names[which], type: 'application/xml', content };
  }

  /** Our answer to be read and filed. */
  async pdf(caller: Caller, id: string): Promise<DocumentFile> {
    const { company } = await this.get(caller, id);
    const document = (await this.find(company, id))!;
    const { prepared_answer: answer, clave, consecutive, signed_at, state, environment } = document;
    if (answer === null) throw problem(409, { code: 'unanswered', es: 'Este documento todavía no se ha respondido.', en: 'This document has not been answered yet.' });
    const issuer = issuerOf(await this.credentials.of(company));
    const numbers = consecutive !== null && signed_at !== null ? { consecutive, issuedAt: costaRicaTime(signed_at) } : undefined;
    const content = await renderAnswerPdf({ answer, received: document, issuer, numbers, state, test: environment === 'sandbox' });
    return { name: `${clave}-${consecutive ?? 'sin-firmar'}.pdf`, type: 'application/pdf', content };
  }

  /** With its files. Of this company, or undefined. */
  async find(company: string, id: string): Promise<HaciendaReceivedDocument | undefined> {
    return (await this.db.rows<HaciendaReceivedDocument>(`${WHOLE} WHERE d.id = $1 AND d.company = $2`, [id, company]))[0];
  }

  /** The row, locked until the transaction ends. */
  async lock(tx: Queryable, company: string, id: string): Promise<HaciendaReceivedDocument | undefined> {
    return (await tx.query(`${WHOLE} WHERE d.id = $1 AND d.company = $2 FOR UPDATE`, [id, company])).rows[0] as HaciendaReceivedDocument | undefined;
  }
}
