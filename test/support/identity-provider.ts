import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Person {
  sub: string;
  email?: string;
  email_verified?: boolean;
  name?: string;
  groups?: string[];
}

const CLIENT = { client_id: 'puente', client_secret: 'secreto-de-prueba-de-puente' };
const SCOPE = 'openid email profile';

/** A real OpenID Connect provider on loopback, where whoever is `person` signs in without typing anything. */
export class IdentityProvider {
  person: Person = { sub: 'nadie' };
  /** Answers nobody while it is set. */
  down = false;
  private handle: (request: IncomingMessage, response: ServerResponse) => void = (_request, response) => void response.writeHead(503).end();

  private constructor(private readonly server: Server, private readonly library: typeof import('oidc-provider')) {}

  static async open(): Promise<IdentityProvider> {
    const server = createServer((request, response) => {
      if (idp.down) return void request.socket.destroy();
      return idp.handle(request, response);
    });
    hush();
    const idp = new IdentityProvider(server, await import('oidc-provider'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return idp;
  }

  get issuer(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** What Puente is told of it. */
  get environment(): NodeJS.ProcessEnv {
    return { OIDC_ISSUER: this.issuer, OIDC_CLIENT_ID: CLIENT.client_id, OIDC_CLIENT_SECRET: CLIENT.client_secret, OIDC_NAME: 'Acme' };
  }

  /** Knows Puente as its client, whose address exists only once it runs. */
  serve(puente: string): void {
    const provider = new this.library.Provider(this.issuer, {
      clients: [{ ...CLIENT, redirect_uris: [`${puente}/admin/login/oidc/callback`], post_logout_redirect_uris: [`${puente}/admin/login`], response_types: ['code'], grant_types: ['authorization_code'] }],
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
      cookies: { keys: ['clave-de-las-galletas-de-prueba'] },
      features: {
        devInteractions: { enabled: false },
        // Its own page would ask Google for a font.
        rpInitiatedLogout: { logoutSource: (context, form) => { context.body = `<!DOCTYPE html><html><body>${form}</body></html>`; } },
      },
      interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
      pkce: { required: () => true },
      ttl: { AccessToken: 300, AuthorizationCode: 60, Grant: 300, IdToken: 300, Interaction: 300, Session: 300 },
      findAccount: (_context, id) => ({ accountId: id, claims: () => ({ ...this.person, sub: id }) }),
      loadExistingGrant: async ({ oidc }) => {
        const grant = new oidc.provider.Grant({ clientId: oidc.client!.clientId, accountId: oidc.session!.accountId! });
        grant.addOIDCScope(SCOPE);
        await grant.save();
        return grant;
      },
    });
    provider.use(async (context, next) => {
      if (!context.path.startsWith('/interaction/')) return next();
      return provider.interactionFinished(context.req, context.res, { login: { accountId: this.person.sub } });
    });
    this.handle = provider.callback();
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

// It warns of what matters in production; this one lives as long as a test.
function hush(): void {
  for (const level of ['warn', 'info'] as const) {
    const say = console[level];
    console[level] = (...words: unknown[]) => { if (!String(words[0]).startsWith('oidc-provider')) say(...words); };
  }
}
