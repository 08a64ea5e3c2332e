import { Injectable, Logger } from '@nestjs/common';
import * as oidc from 'openid-client';
import { Env } from '../../config/index.js';
import type { Text } from '../../i18n/index.js';

/** What this browser must bring back; kept in a cookie of its own while the person is at the provider. */
export interface OidcFlow {
  state: string;
  nonce: string;
  verifier: string;
  next: string;
}

export interface OidcIdentity {
  issuer: string;
  subject: string;
  claims: Record<string, unknown>;
  idToken: string;
}

/** Why the provider did not sign somebody in, for people. */
export class OidcProblem extends Error {
  constructor(readonly status: number, readonly text: Text, cause?: unknown) {
    super(text.en, { cause });
    this.name = 'OidcProblem';
  }
}

const TIMEOUT_S = 10;

/** Sign-in at an OpenID Connect provider: authorization code with PKCE, state and nonce. The protocol is openid-client's. */
@Injectable()
export class OidcService {
  private readonly log = new Logger('Oidc');
  private known?: Promise<oidc.Configuration>;

  constructor(private readonly env: Env) {}

  /** What the button says; null when there is no provider. */
  get name(): string | null {
    return this.env.OIDC_ISSUER ? this.env.OIDC_NAME : null;
  }

  /** Where to send the browser, and what it must bring back. Throws `OidcProblem` when the provider cannot be reached. */
  async begin(redirectUri: string, next: string): Promise<{ url: URL; flow: OidcFlow }> {
    const config = await this.configuration();
    const flow = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier(), next };
    const url = oidc.buildAuthorizationUrl(config, {
      redirect_uri: redirectUri, scope: this.env.OIDC_SCOPE, state: flow.state, nonce: flow.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(flow.verifier), code_challenge_method: 'S256',
    });
    return { url, flow };
  }

  /** Who came back. Throws `OidcProblem` for whatever is not exactly what was begun. */
  async finish(callback: URL, { state, nonce, verifier }: OidcFlow): Promise<OidcIdentity> {
    const config = await this.configuration();
    try {
      const tokens = await oidc.authorizationCodeGrant(config, callback, { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true });
      const claims = tokens.claims()!;
      // Many providers tell the e-mail only when asked for it.
      const more = claims.email === undefined && config.serverMetadata().userinfo_endpoint ? await oidc.fetchUserInfo(config, tokens.access_token, claims.sub) : {};
      return { issuer: claims.iss, subject: claims.sub, claims: { ...more, ...claims }, idToken: tokens.id_token! };
    } catch (error) {
      throw this.refusal(error);
    }
  }

  /** Where the provider ends its own session; null when it has no such place, or cannot be asked now: ours is over all the same. */
  async endUrl(idToken: string, back: string): Promise<URL | null> {
    const config = await this.configuration().catch(() => null);
    if (!config?.serverMetadata().end_session_endpoint) return null;
    return oidc.buildEndSessionUrl(config, { id_token_hint: idToken, post_logout_redirect_uri: back });
  }

  private configuration(): Promise<oidc.Configuration> {
    this.known ??= this.discover().catch((error: unknown) => {
      this.known = undefined; // asked again with the next sign-in
      this.log.warn(`the identity provider cannot be asked: ${String(error)}`);
      throw new OidcProblem(503, DOWN, error);
    });
    return this.known;
  }

  private discover(): Promise<oidc.Configuration> {
    const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = this.env;
    if (!OIDC_ISSUER || !OIDC_CLIENT_ID) throw new OidcProblem(404, OFF);
    const plain = OIDC_ISSUER.startsWith('http://'); // only a provider on this very machine: `Env` sees to that
    return oidc.discovery(new URL(OIDC_ISSUER), OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, undefined, { timeout: TIMEOUT_S, execute: plain ? [oidc.allowInsecureRequests] : [] });
  }

  private refusal(error: unknown): OidcProblem {
    this.log.warn(`sign-in refused: ${String(error)}`);
    if (error instanceof oidc.AuthorizationResponseError) return new OidcProblem(401, error.error === 'access_denied' ? DENIED : REFUSED, error);
    const notOurs = error instanceof oidc.ResponseBodyError || (error instanceof oidc.ClientError && error.code !== undefined && !NO_ANSWER.has(error.code));
    if (notOurs) return new OidcProblem(400, STALE, error);
    return new OidcProblem(503, DOWN, error);
  }
}

// What openid-client calls a provider that did not answer as one does; without a code the connection itself failed.
const NO_ANSWER = new Set(['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON', 'OAUTH_PARSE_ERROR']);

const OFF: Text = { es: 'Esta instalación no tiene proveedor de identidad.', en: 'This installation has no identity provider.' };
const DOWN: Text = { es: 'El proveedor de identidad no responde. Entre con su contraseña o vuelva a intentar en unos minutos.', en: 'The identity provider does not answer. Sign in with your password, or try again in a few minutes.' };
const DENIED: Text = { es: 'El proveedor de identidad no dio permiso.', en: 'The identity provider did not give permission.' };
const REFUSED: Text = { es: 'El proveedor de identidad rechazó la entrada. Vuelva a intentar; si sigue, avise a quien administra Puente.', en: 'The identity provider refused the sign-in. Try again; if it goes on, tell whoever runs Puente.' };
/** Also for a wrong state: a sign-in that this browser did not begin. */
export const STALE: Text = { es: 'Esa entrada no se empezó en este navegador, o ya caducó. Empiece de nuevo.', en: 'That sign-in was not begun in this browser, or is over. Begin again.' };
