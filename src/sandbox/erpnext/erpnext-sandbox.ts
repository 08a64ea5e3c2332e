import type { Fault } from '../faults.js';
import { Refusal, type SandboxAnswer, type SandboxProvider, type SandboxRequest, type SandboxRoute } from '../sandbox-provider.js';
import { errorAnswer, FrappeError } from './frappe-error.js';
import { FRAPPE_ROUTES, type FrappeRoute } from './routes.js';
import { firstDay, reportState, seed } from './seed.js';
import { fieldsOf, type ApiUser, type Site } from './site.js';

const SITE_IDS = ['a', 'b'] as const;

/**
 * Two Frappe sites with ERPNext behind one address, told apart by the API key of the caller (a real one is told by its host). Also
 * under `/at/<any name>`, as behind a proxy, so that a fault can be aimed at one caller.
 */
export function erpnextSandbox(): SandboxProvider {
  let sites = open();
  const named = (id: unknown): Site => sites.find((site) => site.id === id) ?? sites[0]!;
  /** Whose key it is; the user only with the right secret. */
  const whose = (request: SandboxRequest): { site: Site; user?: ApiUser; known: boolean } => {
    const [key = '', secret = ''] = credentialsOf(request);
    for (const site of sites) {
      const user = site.users.find((each) => each.key === key);
      if (user) return { site, known: true, ...(user.secret === secret ? { user } : {}) };
    }
    return { site: sites[0]!, known: false };
  };
  const says = (error: FrappeError, site: Site = sites[0]!): SandboxAnswer => errorAnswer(error, site.settings);

  return {
    id: 'erpnext',
    basePath: '',
    routes: [{ method: 'GET', pattern: '/api/method/ping', handle: () => ({ status: 200, body: { message: 'pong' } }) }, ...FRAPPE_ROUTES.map((route) => bind(route, whose)), ...FRAPPE_ROUTES.map((route) => bind({ ...route, pattern: `/at/:mount${route.pattern}` }, whose))],
    refusals: {
      malformedBody: () => ({ status: 400, body: { exc_type: 'ValidationError', message: 'Invalid JSON' } }),
      tooLarge: () => ({ status: 413, body: '<html><body><h1>413 Request Entity Too Large</h1></body></html>' }),
      notFound: () => says(new FrappeError('DoesNotExistError', [{ en: 'Page not found', es: 'Página no encontrada' }])),
      methodNotAllowed: () => says(new FrappeError('PermissionError', [{ en: 'Not permitted', es: 'No permitido' }])),
      unauthorized: () => says(new FrappeError('AuthenticationError', [{ en: 'Authentication failed', es: 'Falló la autenticación' }], false)),
      rateLimited: () => says(new FrappeError('TooManyRequestsError', [{ en: 'Too Many Requests', es: 'Demasiadas solicitudes' }])),
      // A 500 of the web server in front, not of Frappe: it says nothing of what became of the request.
      serverError: () => ({ status: 500, headers: { 'content-type': 'text/html; charset=utf-8' }, body: '<html><head><title>Internal Server Error</title></head><body><h1>Internal Server Error</h1></body></html>' }),
    },
    faults: FRAPPE_FAULTS,
    admit: (request) => {
      if (request.path === '/api/method/ping') return undefined;
      const { site, user, known } = whose(request);
      if (user) return undefined;
      const guest = !request.headers.authorization || (site.settings.version === 13 && known);
      // v13 lets a wrong secret go on as Guest, who may do nothing.
      return guest
        ? says(new FrappeError('PermissionError', [{ en: 'Not permitted', es: 'No permitido' }], false), site)
        : says(new FrappeError('AuthenticationError', [{ en: '', es: '' }], false), site);
    },
    headers: () => ({ 'x-frappe-request-id': 'sandbox', 'set-cookie': 'sid=Guest; Path=/; HttpOnly' }),
    reset: () => void (sites = open()),
    seed: (body) => seed(named(fieldsOf(body).site), body),
    state: (query) => reportState(named(query.get('site'))),
  };
}

const open = (): Site[] => SITE_IDS.map(firstDay);

/** `token key:secret`, one space; `Basic` likewise. */
function credentialsOf({ headers }: SandboxRequest): string[] {
  const [scheme = '', value = '', ...rest] = (headers.authorization ?? '').split(' ');
  if (rest.length > 0) return [];
  if (scheme.toLowerCase() === 'token') return value.split(':');
  return scheme.toLowerCase() === 'basic' ? Buffer.from(value, 'base64').toString().split(':') : [];
}

function bind({ method, pattern, handle }: FrappeRoute, whose: (request: SandboxRequest) => { site: Site; user?: ApiUser }): SandboxRoute {
  return {
    method,
    pattern,
    handle: (request) => {
      const { site, user } = whose(request);
      try {
        return handle({ site, user: user!, request, args: { ...Object.fromEntries(request.query), ...fieldsOf(request.body) } });
      } catch (error) {
        if (!(error instanceof FrappeError)) throw error;
        throw new Refusal(errorAnswer(error, site.settings));
      }
    },
  };
}

const frappeFault = (type: string, text: string): Fault => ({ instead: () => errorAnswer(new FrappeError(type, [{ en: text, es: text }], false), { version: 15, language: 'en', traceback: true }) });

/** Frappe's own ways to fail. All roll back. */
const FRAPPE_FAULTS: Record<string, Fault> = {
  deadlock: frappeFault('QueryDeadlockError', '(1213, "Deadlock found when trying to get lock; try restarting transaction")'),
  maintenance: frappeFault('SessionStopped', 'Session Stopped'),
};
