import { IntegrationFailure, type Warning } from '../../../core/errors/index.js';
import type { CallRequest, ProviderCalls } from '../../../core/http/provider-calls.js';
import { serverMessages } from './erpnext.error-body.js';
import { erpnextFailure } from './erpnext.errors.js';
import { fieldsOf, type ErpnextDocument, type Filter } from './erpnext.types.js';

export type Permission = 'read' | 'create' | 'write' | 'submit' | 'cancel' | 'delete';

interface Options {
  /** A submit with many serial numbers takes long; the server goes on when the client hangs up (frappe-api §7). */
  writeTimeoutMs: number;
  /** Remarks that ERPNext makes in a good answer are put here. */
  warnings?: Warning[];
}

/** Frappe's REST API v1, the one that v13 to v16 share; one method per endpoint. The only file that knows its paths. */
export class ErpnextClient {
  // No cookie is ever sent back: with one, Frappe would ask for a CSRF token.
  private readonly headers: Record<string, string>;

  constructor(
    private readonly calls: ProviderCalls,
    { api_key, api_secret }: { api_key: string; api_secret: string },
    private readonly options: Options,
  ) {
    this.headers = { authorization: `token ${api_key}:${api_secret}` };
  }

  /** The user whose key it is. */
  async loggedUser(): Promise<string> {
    return String(await this.method('erpnext.who-am-i', 'frappe.auth.get_logged_user'));
  }

  /** App → version. */
  async versions(): Promise<Record<string, string>> {
    const apps = fieldsOf(await this.method('erpnext.get-versions', 'frappe.utils.change_log.get_versions'));
    return Object.fromEntries(Object.entries(apps).map(([app, about]) => [app, String(fieldsOf(about).version ?? '')]));
  }

  async hasPermission(doctype: string, perm_type: Permission): Promise<boolean> {
    const answer = await this.method('erpnext.has-permission', 'frappe.client.has_permission', { doctype, docname: '', perm_type });
    return Boolean(fieldsOf(answer).has_permission);
  }

  /** One document with its rows. Throws `not_found`. */
  async get(doctype: string, name: string): Promise<ErpnextDocument> {
    const json = await this.send({ method: 'GET', path: pathOf(doctype, name), event: `erpnext.get-${slug(doctype)}`, write: false });
    return documentIn(json, 'malformed_response', doctype);
  }

  /** Up to `limit` rows, oldest first. */
  async list(doctype: string, filters: readonly Filter[], fields: readonly string[], limit = 20): Promise<Record<string, unknown>[]> {
    const query = { filters: JSON.stringify(filters), fields: JSON.stringify(fields), order_by: 'creation asc', limit_page_length: limit };
    const json = await this.send({ method: 'GET', path: pathOf(doctype), query, event: `erpnext.find-${slug(doctype)}`, write: false });
    const rows = fieldsOf(json).data;
    if (!Array.isArray(rows)) throw unexpected('malformed_response', `La lista de «${doctype}»`);
    return rows.map(fieldsOf);
  }

  /** A draft. */
  async insert(doctype: string, body: object): Promise<ErpnextDocument> {
    const json = await this.send({ method: 'POST', path: pathOf(doctype), body, event: `erpnext.create-${slug(doctype)}`, write: true });
    return documentIn(json, 'outcome_unknown', doctype);
  }

  /** Safe to repeat: on a submitted document it changes nothing (frappe-api §4). */
  async submit(doctype: string, name: string): Promise<void> {
    await this.send({ method: 'PUT', path: pathOf(doctype, name), body: { docstatus: 1 }, event: `erpnext.submit-${slug(doctype)}`, write: true });
  }

  async cancel(doctype: string, name: string): Promise<void> {
    await this.send({ method: 'PUT', path: pathOf(doctype, name), body: { docstatus: 2 }, event: `erpnext.cancel-${slug(doctype)}`, write: true });
  }

  /** Drafts and cancelled documents only. */
  async remove(doctype: string, name: string): Promise<void> {
    await this.send({ method: 'DELETE', path: pathOf(doctype, name), event: `erpnext.delete-${slug(doctype)}`, write: true });
  }

  private async method(event: string, name: string, query?: Record<string, string>): Promise<unknown> {
    const json = fieldsOf(await this.send({ method: 'GET', path: `api/method/${name}`, query, event, write: false }));
    if (json.message === undefined) throw unexpected('malformed_response', `La respuesta de «${name}»`);
    return json.message;
  }

  private async send(request: CallRequest): Promise<unknown> {
    const timeoutMs = request.write ? this.options.writeTimeoutMs : undefined;
    try {
      const { json } = await this.calls.send({ ...request, timeoutMs, headers: this.headers }, erpnextFailure);
      for (const { message } of serverMessages(fieldsOf(json)._server_messages)) this.options.warnings?.push({ code: 'erpnext_says', message: `ERPNext avisa: ${message}` });
      return json;
    } catch (error) {
      if (error instanceof IntegrationFailure && error.code === 'erpnext.forbidden' && request.event !== 'erpnext.who-am-i') await this.refuseGuest(error);
      throw error;
    }
  }

  // v13 lets a wrong secret go on as Guest, who is then forbidden everything: that is no missing role but a wrong key (frappe-api §1).
  private async refuseGuest({ credential }: IntegrationFailure): Promise<void> {
    const user = await this.loggedUser().catch((error: unknown) => (error instanceof IntegrationFailure && error.httpStatus === 403 ? 'Guest' : null));
    if (user !== 'Guest') return;
    const refused = new IntegrationFailure('authentication_error', {
      code: 'erpnext.guest',
      message: 'ERPNext trata a la instancia como invitado (Guest): la clave api_key o api_secret no vale. Corrija la instancia.',
      httpStatus: 403,
    });
    refused.credential = credential;
    throw refused;
  }
}

const pathOf = (doctype: string, name?: string): string => `api/resource/${encodeURIComponent(doctype)}${name === undefined ? '' : `/${encodeURIComponent(name)}`}`;
const slug = (doctype: string): string => doctype.toLowerCase().replaceAll(' ', '-');

/** A 2xx whose JSON is not what was asked for: believing it would be a guess. */
function documentIn(json: unknown, category: 'malformed_response' | 'outcome_unknown', doctype: string): ErpnextDocument {
  const { data } = fieldsOf(json);
  const { name, docstatus } = fieldsOf(data);
  if (typeof name !== 'string' || name === '' || ![0, 1, 2].includes(docstatus as number)) throw unexpected(category, `La respuesta de ERPNext sobre «${doctype}»`);
  return data as ErpnextDocument;
}

const unexpected = (category: 'malformed_response' | 'outcome_unknown', what: string): IntegrationFailure =>
  new IntegrationFailure(category, { code: 'erpnext.unexpected_answer', message: `${what} no tiene la forma esperada; no se da por buena.` });
