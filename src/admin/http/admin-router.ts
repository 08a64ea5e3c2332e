import { Router, urlencoded, type Request, type RequestHandler, type Response } from 'express';
import AdminJS, { Router as AdminRoutes } from 'adminjs';
import { may } from '../../core/auth/caller.js';
import { isSafeMethod, isSameOrigin, signIn, signOut, type LoginService } from '../../core/auth/index.js';
import { LOCALES, locale as readerLocale, say, type Locale, type Text } from '../../core/i18n/index.js';
import { asLocale, type PuenteAdmin } from '../current-admin.js';
import type { People } from '../people.js';
import { serveAssets } from './assets.js';
import { hardenPage } from './harden-page.js';
import { forwardPage } from './forward-page.js';
import { localPath } from './local-path.js';
import { loginPage, type LoginPage } from './login-page.js';
import { oidcRoutes, providerExit, type OidcDoor } from './oidc-routes.js';
import { sandboxRibbon, skipLink } from './page-top.js';
import { nonceOf, securityHeaders } from './security-headers.js';
import { asTheme, rememberTheme, themeOf } from './theme-cookie.js';

export interface AdminDoor extends OidcDoor {
  admin: AdminJS;
  people: People;
  login: LoginService;
  /** Version of the pre-bundled assets. */
  version: string;
  fallbackLocale: Locale;
  /** Whether the simulated providers are on. */
  sandbox: boolean;
}

/** Everything under `/admin`. Expects the session middleware before it. */
export function adminRouter(door: AdminDoor): Router {
  const router = Router();
  router.use(securityHeaders(door.publicUrl?.startsWith('https://') ?? false));
  router.use('/frontend/assets', serveAssets());
  router.use(refuseForeignPages(door.publicUrl));
  signInRoutes(router, door);
  router.use(signedInOnly(door.people));
  router.post('/logout', async (request, response) => {
    const exit = await providerExit(request, door);
    await signOut(request);
    response.clearCookie('puente.sid');
    // A redirect of a form's answer to another site is what `form-action` forbids: a page of ours leads there.
    if (exit) response.type('html').send(forwardPage(exit, adminOf(response).locale));
    else response.redirect(303, '/admin/login');
  });
  router.post('/language', urlencoded({ extended: false, limit: '1kb' }), async (request, response) => {
    await door.people.setLocale(adminOf(response), asLocale((request.body as { locale?: string } | undefined)?.locale, door.fallbackLocale));
    response.redirect(303, localPath(request.get('referer')));
  });
  router.post('/theme', urlencoded({ extended: false, limit: '1kb' }), (request, response) => {
    rememberTheme(response, asTheme((request.body as { theme?: string } | undefined)?.theme), request.secure);
    response.redirect(303, localPath(request.get('referer')));
  });
  adminRoutes(router, door);
  return router;
}

/** Every change must come from a page of ours (CSRF); nothing here changes by GET. */
export function refuseForeignPages(publicUrl?: string): RequestHandler {
  return (request, response, next) => {
    if (isSafeMethod(request.method) || isSameOrigin(request, publicUrl)) return next();
    response.status(403).type('text').send(`${FOREIGN.es}\n${FOREIGN.en}\n`);
  };
}

const FOREIGN: Text = { es: 'La solicitud no viene de una página de Puente.', en: 'The request does not come from a page of Puente.' };
const MISSING: Text = { es: 'Escriba su correo y su contraseña.', en: 'Type your e-mail and your password.' };

function signInRoutes(router: Router, door: AdminDoor): void {
  const { login, oidc, version, fallbackLocale, sandbox } = door;
  const language = (request: Request): Locale =>
    LOCALES.find((name) => name === request.query.locale) ?? readerLocale(request, fallbackLocale);

  const page = (request: Request, given: Partial<LoginPage>) => loginPage({ locale: language(request), version, sandbox, theme: themeOf(request), provider: oidc.name, ...given });

  oidcRoutes(router, door, language, (request, response, status, text) => void response.status(status).type('html').send(page(request, { error: say(text, language(request)) })));
  router.get('/login', (request, response) => {
    if (request.session?.caller) return response.redirect(303, '/admin');
    return response.type('html').send(page(request, { next: String(request.query.next ?? '') }));
  });
  router.post('/login', urlencoded({ extended: false, limit: '4kb' }), async (request, response) => {
    const { email, password, next } = (request.body ?? {}) as Record<string, unknown>;
    const locale = language(request);
    const again = (status: number, error: string) =>
      response.status(status).type('html').send(page(request, { email: String(email ?? ''), next: String(next ?? ''), error }));
    if (typeof email !== 'string' || typeof password !== 'string' || !email || !password) return again(400, say(MISSING, locale));
    const result = await login.authenticate(email, password, request.ip ?? '');
    if (!result.ok) {
      if (result.retry_after > 0) response.set('Retry-After', String(result.retry_after));
      return again(result.retry_after > 0 ? 429 : 401, say(result.text, locale));
    }
    await signIn(request, result.caller);
    return response.redirect(303, localPath(typeof next === 'string' ? next : undefined));
  });
}

function signedInOnly(people: People): RequestHandler {
  return async (request, response, next) => {
    const admin = await people.current(request);
    if (admin) {
      response.locals.admin = admin;
      response.set('Cache-Control', 'no-store');
      return next();
    }
    // A page goes to the login and back; a program of a page is told, and the page goes there itself.
    if (request.path.startsWith('/api/')) return response.status(401).json({ code: 'unauthenticated' });
    return response.redirect(303, `/admin/login?next=${encodeURIComponent(request.originalUrl)}`);
  };
}

const adminOf = (response: Response): PuenteAdmin => response.locals.admin as PuenteAdmin;

/**
 * AdminJS's own routes, reading ones only: what people change goes through the REST API, which checks role, company and
 * origin, and leaves the audit trail. So there is no AdminJS form to parse and no second way to write.
 */
function adminRoutes(router: Router, door: AdminDoor): void {
  for (const route of AdminRoutes.routes.filter(({ method, action }) => method === 'GET' && action !== 'bundleComponents')) {
    router.get(route.path.replace(/\{(\w+)\}/g, ':$1') || '/', async (request, response) => {
      const admin = adminOf(response);
      if (route.path.startsWith('/api/') && !exists(door.admin, request.params)) return response.status(404).json({ code: 'not_found' });
      const controller = new route.Controller({ admin: door.admin }, admin) as Record<string, (request: unknown, response: Response) => Promise<unknown>>;
      const answer = await controller[route.action]!({ params: request.params, query: { ...request.query }, payload: {}, method: 'get' }, response);
      if (typeof answer !== 'string') return response.json(answer);
      const top = skipLink(admin.locale) + (door.sandbox ? sandboxRibbon(admin.locale, may(admin.caller, 'operator')) : '');
      return response.type('html').send(hardenPage(answer, { nonce: nonceOf(response), version: door.version, language: admin.locale, theme: themeOf(request), top }));
    });
  }
}

function exists(admin: AdminJS, { resourceId, action }: Record<string, unknown>): boolean {
  if (resourceId === undefined) return true;
  const resource = admin.resources.find((one) => one.id() === resourceId);
  return resource !== undefined && (action === undefined || resource.decorate().actions[String(action)] !== undefined);
}
