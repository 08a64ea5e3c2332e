import { IntegrationFailure } from '../../../core/errors/index.js';
import type { CallRequest, ProviderCalls } from '../../../core/http/provider-calls.js';
import { alegraFailure } from './alegra.errors.js';
import {
  fieldsOf, idOf, isList, rowsOf, type AlegraCompany, type AlegraContact, type AlegraCreditNote, type AlegraInvoice, type AlegraItem, type AlegraTax,
} from './alegra.types.js';

/** Alegra's largest page (contract §3). */
const PAGE = 30;
/** A search that needs more pages than this is a wrong search; it fails, because "not found" would be a guess. */
const MAX_PAGES = 200;

export type Query = Record<string, string | number | undefined>;

/** Alegra's REST API, one method per endpoint. The only file that knows its paths. */
export class AlegraClient {
  private readonly authorization: string;

  constructor(
    private readonly calls: ProviderCalls,
    secrets: { email: string; token: string },
  ) {
    this.authorization = `Basic ${Buffer.from(`${secrets.email}:${secrets.token}`).toString('base64')}`;
  }

  company(): Promise<AlegraCompany> {
    return this.get('alegra.get-company', 'company');
  }

  taxes(): Promise<AlegraTax[]> {
    return this.all('alegra.list-taxes', 'taxes', {});
  }

  itemsByReference(reference: string): Promise<AlegraItem[]> {
    return this.all('alegra.find-items', 'items', { reference });
  }

  contacts(filter: Query): Promise<AlegraContact[]> {
    return this.all('alegra.find-contacts', 'contacts', filter);
  }

  contact(id: string): Promise<AlegraContact> {
    return this.one('alegra.get-contact', `contacts/${encodeURIComponent(id)}`);
  }

  createContact(body: object): Promise<AlegraContact> {
    return this.make('alegra.create-contact', 'contacts', body);
  }

  updateContact(id: string, body: object): Promise<AlegraContact> {
    return this.write('alegra.update-contact', 'PUT', `contacts/${encodeURIComponent(id)}`, body);
  }

  invoice(id: string): Promise<AlegraInvoice> {
    return this.one('alegra.get-invoice', `invoices/${encodeURIComponent(id)}`);
  }

  /** Pages through the invoices that fit, one page at a time, until `wanted` is found. */
  findInvoice(filter: Query, wanted: (invoice: AlegraInvoice) => boolean): Promise<AlegraInvoice | undefined> {
    return this.find('alegra.find-invoices', 'invoices', filter, wanted);
  }

  createInvoice(body: object): Promise<AlegraInvoice> {
    return this.make('alegra.create-invoice', 'invoices', body);
  }

  voidInvoice(id: string, reason: string): Promise<unknown> {
    return this.write('alegra.void-invoice', 'POST', `invoices/${encodeURIComponent(id)}/void`, { reason });
  }

  deleteInvoice(id: string): Promise<unknown> {
    return this.write('alegra.delete-invoice', 'DELETE', `invoices/${encodeURIComponent(id)}`);
  }

  creditNote(id: string): Promise<AlegraCreditNote> {
    return this.one('alegra.get-credit-note', `credit-notes/${encodeURIComponent(id)}`);
  }

  findCreditNote(filter: Query, wanted: (note: AlegraCreditNote) => boolean): Promise<AlegraCreditNote | undefined> {
    return this.find('alegra.find-credit-notes', 'credit-notes', filter, wanted);
  }

  createCreditNote(body: object): Promise<AlegraCreditNote> {
    return this.make('alegra.create-credit-note', 'credit-notes', body);
  }

  private async get<T>(event: string, path: string, query?: Query): Promise<T> {
    return (await this.send({ method: 'GET', event, path, query, write: false })) as T;
  }

  private async write<T>(event: string, method: 'POST' | 'PUT' | 'DELETE', path: string, body?: object): Promise<T> {
    return (await this.send({ method, event, path, body, write: true })) as T;
  }

  /** One document by its id. */
  private async one<T>(event: string, path: string): Promise<T> {
    const json = await this.get<T>(event, path);
    if (idOf(fieldsOf(json).id) === null) throw unexpected('malformed_response', `La respuesta de Alegra a «${path}»`);
    return json;
  }

  /** Creates, and demands the id: without it nobody knows what was made, or whether anything was. */
  private async make<T>(event: string, path: string, body: object): Promise<T> {
    const json = await this.write<T>(event, 'POST', path, body);
    if (idOf(fieldsOf(json).id) === null) throw unexpected('outcome_unknown', `La respuesta de Alegra al crear en «${path}»`);
    return json;
  }

  private async all<T>(event: string, path: string, filter: Query): Promise<T[]> {
    const found: T[] = [];
    await this.find<T>(event, path, filter, (row) => (found.push(row), false));
    return found;
  }

  private async find<T>(event: string, path: string, filter: Query, wanted: (row: T) => boolean): Promise<T | undefined> {
    for (let page = 0; page < MAX_PAGES; page++) {
      const json = await this.get(event, path, { ...filter, start: page * PAGE, limit: PAGE });
      if (!isList(json)) throw unexpected('malformed_response', `La lista de Alegra «${path}»`);
      const rows = rowsOf<T>(json);
      const hit = rows.find(wanted);
      if (hit || rows.length < PAGE) return hit;
    }
    throw new IntegrationFailure('malformed_response', {
      code: 'alegra.endless_list',
      message: `La lista de Alegra «${path}» no termina tras ${MAX_PAGES} páginas; no se puede saber si el documento está en ella.`,
    });
  }

  private async send(request: CallRequest): Promise<unknown> {
    const { json } = await this.calls.send({ ...request, headers: { authorization: this.authorization } }, alegraFailure);
    return json;
  }
}

/** A 2xx whose JSON is not what was asked for (a proxy's page, an error in disguise). "Not found" would be a guess. */
const unexpected = (category: 'malformed_response' | 'outcome_unknown', what: string): IntegrationFailure =>
  new IntegrationFailure(category, { code: 'alegra.unexpected_answer', message: `${what} no tiene la forma esperada; no se da por buena.` });
