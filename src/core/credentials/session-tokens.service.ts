import { Injectable } from '@nestjs/common';
import { Database, type Queryable } from '../database/index.js';
import { IntegrationFailure } from '../errors/index.js';
import type { OpenCredential } from '../integration/index.js';
import { CredentialEvents } from './credential-channel.js';
import { Keys, UnreadableSecret } from './keys/index.js';

/** A provider's session. Lives sealed in the database and open only in memory. */
export interface Session {
  token: string;
  expires_at: Date;
  /** What a renewal needs, such as a refresh token and its end. */
  renewal?: Record<string, unknown>;
}

type Owner = Pick<OpenCredential, 'id' | 'version'>;

/** Renewed this early, so that a call does not leave with a token that ends on the way. */
const EARLY_MS = 30_000;
/** A login that failed is not tried again for so long: a thousand waiting jobs would knock a thousand times at a door that is shut. */
const REST_MS = 20_000;
/** First half of the advisory lock; the credential's id is the other. */
const LOGIN_LOCK = 778_899_002;

/**
 * The session token of a credential, for providers that have a login. However many workers need one at the same time, one of
 * them logs in; the others take what it got. A changed credential has a new version, so its old token is not used again.
 */
@Injectable()
export class SessionTokens {
  private readonly held = new Map<number, { version: number; session: Session }>();
  private readonly asking = new Map<string, Promise<Session>>();
  private readonly failed = new Map<string, { failure: IntegrationFailure; until: number }>();

  constructor(
    private readonly db: Database,
    private readonly keys: Keys,
    events: CredentialEvents,
  ) {
    // Somebody says that it works again.
    events.on('resumed', (id) => [...this.failed.keys()].filter((key) => key.startsWith(`${id}:`)).forEach((key) => this.failed.delete(key)));
  }

  /** The token in force, else what `login` gets. `login` is handed the last session, whatever its age, when there was one of this version. */
  async get(credential: Owner, login: (last: Session | null) => Promise<Session>): Promise<string> {
    const held = this.held.get(credential.id);
    if (held?.version === credential.version && inForce(held.session)) return held.session.token;
    return (await this.askOnce(credential, login)).token;
  }

  /** The provider no longer takes `token`: nobody uses it again. A newer one, got meanwhile by another, stays. */
  async drop(credential: Owner, token: string): Promise<void> {
    if (this.held.get(credential.id)?.session.token === token) this.held.delete(credential.id);
    await this.db.transaction(async (tx) => {
      await lock(tx, credential);
      const stored = await this.read(tx, credential);
      if (stored?.token === token) await this.write(tx, credential, { ...stored, expires_at: new Date(0) });
    });
  }

  // One question per process, so that waiting for another's login takes one connection and not as many as there are jobs.
  private askOnce(credential: Owner, login: (last: Session | null) => Promise<Session>): Promise<Session> {
    const key = `${credential.id}:${credential.version}`;
    this.refuseDuringRest(key);
    const running = this.asking.get(key);
    if (running) {
      return running.catch((error: unknown) => {
        if (error instanceof IntegrationFailure) throw asOthers(error);
        // What befell the other's own attempt (its message was taken over, its commit failed) says nothing about the login.
        return this.askOnce(credential, login);
      });
    }
    const asked = this.ask(credential, login)
      .catch((error: unknown) => this.remember(key, error))
      .finally(() => this.asking.delete(key));
    this.asking.set(key, asked);
    return asked;
  }

  private remember(key: string, error: unknown): never {
    if (error instanceof IntegrationFailure) this.failed.set(key, { failure: error, until: Date.now() + REST_MS });
    throw error;
  }

  private refuseDuringRest(key: string): void {
    const { failure, until } = this.failed.get(key) ?? { until: 0 };
    if (!failure || until <= Date.now()) {
      this.failed.delete(key);
      return;
    }
    throw asOthers(failure);
  }

  private async ask(credential: Owner, login: (last: Session | null) => Promise<Session>): Promise<Session> {
    const session = await this.db.transaction(async (tx) => {
      await lock(tx, credential);
      const stored = await this.read(tx, credential);
      if (stored && inForce(stored)) return stored;
      const fresh = await login(stored);
      await this.write(tx, credential, fresh);
      return fresh;
    });
    this.held.set(credential.id, { version: credential.version, session });
    return session;
  }

  private async read(tx: Queryable, { id, version }: Owner): Promise<Session | null> {
    const { rows } = await tx.query('SELECT sealed, expires_at FROM credential_token WHERE credential_id = $1 AND version = $2', [id, version]);
    const [row] = rows as { sealed: string; expires_at: Date }[];
    if (!row) return null;
    try {
      return { ...(JSON.parse(this.keys.ring.open(row.sealed, contextOf(id))) as Session), expires_at: row.expires_at };
    } catch (error) {
      // Sealed with a key that is gone: a login gets another.
      if (error instanceof UnreadableSecret) return null;
      throw error;
    }
  }

  private async write(tx: Queryable, { id, version }: Owner, session: Session): Promise<void> {
    await tx.query(
      `INSERT INTO credential_token (credential_id, version, sealed, expires_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (credential_id) DO UPDATE SET version = excluded.version, sealed = excluded.sealed, expires_at = excluded.expires_at, updated_at = now()
       WHERE credential_token.version <= excluded.version`,
      [id, version, this.keys.ring.seal(JSON.stringify(session), contextOf(id)), session.expires_at],
    );
  }
}

/**
 * Another's failed login, for one that would have needed it. Refused: it waits for the credential to be mended and uses no
 * attempt up. Anything else is an attempt of its own: each job backs off as its policy says, and a long outage comes to an end;
 * a wait that used nothing up would come back every few seconds for each job, for ever.
 */
function asOthers({ category, code, message, details, httpStatus, retryAfterMs }: IntegrationFailure): IntegrationFailure {
  const refused = category === 'authentication_error';
  return new IntegrationFailure(category, { code, message, details, httpStatus, held: refused, retryAfterMs: refused ? REST_MS : retryAfterMs });
}

const inForce = ({ expires_at }: Session): boolean => expires_at.getTime() - EARLY_MS > Date.now();
const contextOf = (id: number): string => JSON.stringify(['session', id]);
const lock = (tx: Queryable, { id }: Owner) => tx.query('SELECT pg_advisory_xact_lock($1, $2)', [LOGIN_LOCK, id]);
