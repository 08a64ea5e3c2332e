import type { SandboxAnswer, SandboxRequest, SandboxRoute } from '../sandbox-provider.js';
import { frappeThrow, raise } from './frappe-error.js';
import { checkPermission, insert, mayUse, remove, submitGiven, update, type Permission } from './lifecycle.js';
import { list, type ListQuery } from './listing.js';
import { fieldsOf, type ApiUser, type Fields, type Site } from './site.js';
import { viewDoc } from './view.js';

export interface Call {
  site: Site;
  user: ApiUser;
  request: SandboxRequest;
  /** Body and query by name, as `form_dict`. */
  args: Fields;
}

type Handle = (call: Call) => SandboxAnswer;
export interface FrappeRoute extends Pick<SandboxRoute, 'method' | 'pattern'> {
  handle: Handle;
}

const data = (body: unknown, status = 200): SandboxAnswer => ({ status, body: { data: body } });
const message = (body: unknown): SandboxAnswer => ({ status: 200, body: { message: body } });

const RESOURCE = '/api/resource/:doctype';
const doctypeOf = ({ site, request }: Call): string => {
  site.meta(request.params.doctype!);
  return request.params.doctype!;
};

/** REST v1, `/api/resource`. */
const RESOURCE_ROUTES: FrappeRoute[] = [
  {
    method: 'GET', pattern: RESOURCE,
    handle: (call) => {
      const doctype = doctypeOf(call);
      checkPermission(call.user, doctype, 'read');
      return data(list(call.site, doctype, call.args as ListQuery));
    },
  },
  { method: 'POST', pattern: RESOURCE, handle: (call) => data(viewDoc(call.site, insert(call.site, call.user, doctypeOf(call), fieldsOf(call.request.body)), { read: false })) },
  {
    method: 'GET', pattern: `${RESOURCE}/:name`,
    handle: (call) => {
      const doctype = doctypeOf(call);
      const doc = call.site.get(doctype, call.request.params.name);
      checkPermission(call.user, doctype, 'read');
      return data(viewDoc(call.site, doc, { read: true }));
    },
  },
  { method: 'PUT', pattern: `${RESOURCE}/:name`, handle: (call) => data(viewDoc(call.site, update(call.site, call.user, doctypeOf(call), call.request.params.name!, fieldsOf(call.request.body)), { read: false })) },
  {
    method: 'DELETE', pattern: `${RESOURCE}/:name`,
    handle: (call) => {
      remove(call.site, call.user, doctypeOf(call), call.request.params.name!);
      return { status: 202, body: call.site.settings.version >= 15 ? { data: 'ok' } : { message: 'ok' } };
    },
  },
  {
    method: 'POST', pattern: `${RESOURCE}/:name`,
    handle: (call) => {
      const action = call.args.run_method;
      if (action !== 'submit' && action !== 'cancel') return raise('PermissionError', `Method ${String(action)} not allowed`);
      return data(viewDoc(call.site, update(call.site, call.user, doctypeOf(call), call.request.params.name!, { docstatus: action === 'submit' ? 1 : 2 }), { read: false }));
    },
  },
];

interface Method {
  /** Parameters without a default: Frappe binds by name, drops unknown names, and Python raises for a missing one. */
  needs: string[];
  writes?: boolean;
  run(call: Call): unknown;
}

const read = (call: Call): string => {
  checkPermission(call.user, String(call.args.doctype), 'read');
  return String(call.args.doctype);
};
const docOf = ({ args }: Call): Fields => fieldsOf(typeof args.doc === 'string' ? (JSON.parse(args.doc) as unknown) : args.doc);

const METHODS: Record<string, Method> = {
  'frappe.auth.get_logged_user': { needs: [], run: ({ user }) => user.email },
  'frappe.utils.change_log.get_versions': {
    needs: [],
    run: ({ site: { settings: { version } } }) => ({ frappe: { title: 'Frappe Framework', version: `${version}.40.0` }, erpnext: { title: 'ERPNext', version: `${version}.38.0` } }),
  },
  'frappe.client.get': { needs: ['doctype'], run: (call) => viewDoc(call.site, call.site.get(read(call), call.args.name), { read: true }) },
  'frappe.client.get_list': { needs: ['doctype'], run: (call) => list(call.site, read(call), call.args as ListQuery) },
  'frappe.client.get_count': { needs: ['doctype'], run: (call) => list(call.site, read(call), { ...(call.args as ListQuery), limit_page_length: 0 }).length },
  'frappe.client.get_value': {
    needs: ['doctype', 'fieldname'],
    run: (call) => {
      const fields = ([] as unknown[]).concat(call.args.fieldname).map(String);
      const filters = typeof call.args.filters === 'string' && !/^[[{]/.test(call.args.filters) ? { name: call.args.filters } : call.args.filters;
      return list(call.site, read(call), { fields, filters, limit_page_length: 1 })[0] ?? {};
    },
  },
  'frappe.client.has_permission': { needs: ['doctype', 'docname'], run: ({ user, args }) => ({ has_permission: mayUse(user, String(args.doctype), String(args.perm_type ?? 'read') as Permission) }) },
  'frappe.client.insert': { needs: ['doc'], writes: true, run: (call) => viewDoc(call.site, insert(call.site, call.user, String(docOf(call).doctype), docOf(call)), { read: false }) },
  'frappe.client.save': { needs: ['doc'], writes: true, run: (call) => viewDoc(call.site, update(call.site, call.user, String(docOf(call).doctype), String(docOf(call).name), docOf(call)), { read: false }) },
  'frappe.client.submit': { needs: ['doc'], writes: true, run: (call) => viewDoc(call.site, submitGiven(call.site, call.user, docOf(call)), { read: false }) },
  'frappe.client.cancel': { needs: ['doctype', 'name'], writes: true, run: (call) => viewDoc(call.site, update(call.site, call.user, String(call.args.doctype), String(call.args.name), { docstatus: 2 }), { read: false }) },
  'frappe.client.delete': { needs: ['doctype', 'name'], writes: true, run: (call) => void remove(call.site, call.user, String(call.args.doctype), String(call.args.name)) },
};

const runMethod: Handle = (call) => {
  const name = call.request.params.method!;
  const method = METHODS[name] ?? frappeThrow('ValidationError', `Failed to get method for command ${name}`, `No se pudo obtener el método ${name}`);
  if (method.writes && call.request.method === 'GET') raise('PermissionError', 'Not permitted');
  const missing = method.needs.filter((argument) => call.args[argument] === undefined);
  if (missing.length > 0) {
    const short = name.split('.').at(-1);
    raise('TypeError', `${short}() missing ${missing.length} required positional argument${missing.length > 1 ? 's' : ''}: ${missing.map((argument) => `'${argument}'`).join(' and ')}`);
  }
  return message(method.run(call) ?? null);
};

export const FRAPPE_ROUTES: readonly FrappeRoute[] = [
  ...RESOURCE_ROUTES,
  { method: 'GET', pattern: '/api/method/:method', handle: runMethod },
  { method: 'POST', pattern: '/api/method/:method', handle: runMethod },
];
