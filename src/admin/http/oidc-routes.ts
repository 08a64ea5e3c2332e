import type { Request, Response, Router } from 'express';
import { OidcProblem, signIn, STALE, type OidcFlow, type OidcPeople, type OidcService } from '../../core/auth/index.js';
import type { Locale, Text } from '../../core/i18n/index.js';
import { forwardPage } from './forward-page.js';
import { localPath } from './local-path.js';

const COOKIE = 'puente.oidc';
const MINUTES = 10;
const START = '/admin/login/oidc';
const CALLBACK = `${START}/callback`;

export interface OidcDoor {
  oidc: OidcService;
  oidcPeople: OidcPeople;
  publicUrl?: string;
}

/** Signing in at the identity provider. `refuse` shows the login with a sentence. */
export function oidcRoutes(router: Router, { oidc, oidcPeople, publicUrl }: OidcDoor, language: (request: Request) => Locale, refuse: (request: Request, response: Response, status: number, text: Text) => void): void {
  const secure = publicUrl?.startsWith('https://') ?? false;
  // Lax, unlike the session's own: the browser comes back from another site, and must bring it.
  const cookie = { httpOnly: true, sameSite: 'lax' as const, secure, path: START, maxAge: MINUTES * 60_000 };
  const guarded = (work: (request: Request, response: Response) => Promise<void>) => async (request: Request, response: Response): Promise<void> => {
    response.set('Cache-Control', 'no-store');
    await work(request, response).catch((error: unknown) => {
      if (!(error instanceof OidcProblem)) throw error;
      refuse(request, response.clearCookie(COOKIE, cookie), error.status, error.text);
    });
  };

  router.get('/login/oidc', guarded(async (request, response) => {
    const { url, flow } = await oidc.begin(originOf(request, publicUrl) + CALLBACK, localPath(String(request.query.next ?? '')));
    response.cookie(COOKIE, JSON.stringify(flow), cookie).redirect(302, url.href);
  }));

  router.get('/login/oidc/callback', guarded(async (request, response) => {
    const flow = flowOf(request);
    if (!flow) throw new OidcProblem(400, STALE);
    const identity = await oidc.finish(new URL(request.originalUrl, originOf(request, publicUrl)), flow);
    const caller = await oidcPeople.signIn(identity, request.ip ?? '');
    await signIn(request, caller, { id_token: identity.idToken });
    // The session's cookie is strict: a browser sends it only on a way that began with us, so a page of ours leads on.
    response.clearCookie(COOKIE, cookie).type('html').send(forwardPage(localPath(flow.next), language(request)));
  }));
}

/** Where the provider's own session ends; null for people who came in with a password. Before our session is over. */
export async function providerExit(request: Request, { oidc, publicUrl }: OidcDoor): Promise<string | null> {
  const { id_token } = request.session;
  if (!id_token) return null;
  return (await oidc.endUrl(id_token, `${originOf(request, publicUrl)}/admin/login`))?.href ?? null;
}

const originOf = (request: Request, publicUrl: string | undefined): string => publicUrl?.replace(/\/+$/, '') ?? `${request.protocol}://${request.get('host')}`;

function flowOf(request: Request): OidcFlow | null {
  const [, text] = /(?:^|;\s*)puente\.oidc=([^;]+)/.exec(request.headers.cookie ?? '') ?? [];
  if (!text) return null;
  try {
    const flow = JSON.parse(decodeURIComponent(text)) as Partial<OidcFlow>;
    const whole = [flow.state, flow.nonce, flow.verifier, flow.next].every((part) => typeof part === 'string' && part !== '');
    return whole ? (flow as OidcFlow) : null;
  } catch {
    return null;
  }
}
