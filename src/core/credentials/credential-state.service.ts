import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditService } from '../audit/index.js';
import { SYSTEM, type Caller } from '../auth/index.js';
import { ShortCache } from '../cache/index.js';
import { CredentialChannel, CredentialEvents } from './credential-channel.js';
import { CredentialState } from './credential-state.entity.js';
import { readGate, type Gate } from './gate.js';
import { bucketFor } from './token-bucket.js';

const CACHE_MS = 500;

/** What limits the calls made with each credential, shared by all processes. */
@Injectable()
export class CredentialStateService {
  private readonly states = new ShortCache<CredentialState | null>(CACHE_MS);

  constructor(
    private readonly db: DataSource,
    private readonly channel: CredentialChannel,
    private readonly audit: AuditService,
    events: CredentialEvents,
  ) {
    for (const news of ['changed', 'state', 'resumed'] as const) events.on(news, (id) => this.states.delete(String(id)));
    events.on('lost', () => this.states.clear());
  }

  /** May calls be made now? Answers from a memory of at most half a second. */
  async gate(id: number, now = new Date()): Promise<Gate> {
    return readGate(await this.states.get(String(id), () => this.read(id)), now);
  }

  read(id: number): Promise<CredentialState | null> {
    return this.db.getRepository(CredentialState).findOneBy({ credential_id: id });
  }

  /**
   * Nobody calls until a person mends the credential. Answers whether it was this call that paused it.
   * With `version`, only while the credential is still the one that failed: a late failure must not pause a mended one.
   */
  async pause(id: number, reason: string, options: { version?: number; caller?: Caller } = {}): Promise<boolean> {
    return this.channel.change(async (manager) => {
      const rows: { company: string }[] = await manager.query(
        `WITH paused AS (
           INSERT INTO credential_state AS s (credential_id, paused_at, pause_reason)
           SELECT id, now(), $2 FROM integration_credential WHERE id = $1 AND ($3::int IS NULL OR version = $3)
           ON CONFLICT (credential_id) DO UPDATE SET paused_at = now(), pause_reason = $2, updated_at = now() WHERE s.paused_at IS NULL
           RETURNING credential_id)
         SELECT company FROM paused JOIN integration_credential ON id = credential_id`,
        [id, reason, options.version ?? null],
      );
      const [row] = rows;
      if (row) await this.note(options.caller ?? SYSTEM, 'credential.paused', id, row.company, manager, reason);
      return { id, news: row ? ['state'] : [], value: row !== undefined };
    });
  }

  /** Lifts a pause; waiting messages go on. Answers whether there was one. */
  async resume(id: number, caller: Caller): Promise<boolean> {
    return this.channel.change(async (manager) => {
      const resumed = await this.liftPause(id, manager);
      if (resumed) await this.note(caller, 'credential.resumed', id, resumed.company, manager, null, { pause_reason: resumed.pause_reason });
      return { id, news: resumed ? ['state', 'resumed'] : [], value: resumed !== undefined };
    });
  }

  /** Within a larger change: the caller tells the news. */
  async liftPause(id: number, manager: EntityManager): Promise<{ company: string; pause_reason: string | null } | undefined> {
    const rows: { company: string; pause_reason: string | null }[] = await manager.query(
      `WITH was AS (SELECT credential_id, pause_reason FROM credential_state WHERE credential_id = $1 AND paused_at IS NOT NULL FOR UPDATE),
            lifted AS (UPDATE credential_state s SET paused_at = NULL, pause_reason = NULL, updated_at = now()
                       FROM was WHERE s.credential_id = was.credential_id RETURNING s.credential_id)
       SELECT c.company, was.pause_reason FROM lifted JOIN was USING (credential_id) JOIN integration_credential c ON c.id = credential_id`,
      [id],
    );
    return rows[0];
  }

  /** The provider asked for silence until `until`. Never shortens one already asked for. */
  async throttle(id: number, until: Date): Promise<void> {
    await this.channel.change(async (manager) => {
      await manager.query(
        `INSERT INTO credential_state AS s (credential_id, throttled_until) VALUES ($1, $2)
         ON CONFLICT (credential_id) DO UPDATE SET throttled_until = GREATEST(s.throttled_until, $2), updated_at = now()`,
        [id, until],
      );
      return { id, news: ['state'], value: undefined };
    });
  }

  /** What this process's circuit breaker sees, for the others and for people. */
  async reportBreaker(id: number, breaker: CredentialState['breaker'], until: Date | null): Promise<void> {
    await this.channel.change(async (manager) => {
      await manager.query(
        `INSERT INTO credential_state (credential_id, breaker, breaker_until) VALUES ($1, $2, $3)
         ON CONFLICT (credential_id) DO UPDATE SET breaker = $2, breaker_until = $3, updated_at = now()`,
        [id, breaker, until],
      );
      return { id, news: ['state'], value: undefined };
    });
  }

  /** A person wants a call now although the circuit breaker is open: the next one goes through, and decides. */
  async probe(id: number): Promise<void> {
    await this.channel.change(async (manager) => {
      const [, opened] = (await manager.query(`UPDATE credential_state SET breaker = 'half_open', breaker_until = NULL, updated_at = now() WHERE credential_id = $1 AND breaker = 'open'`, [id])) as [unknown, number];
      return { id, news: opened > 0 ? ['state', 'probe'] : [], value: undefined };
    });
  }

  /**
   * Takes up to `wanted` tokens from the bucket all processes share; answers how many were granted, 0…wanted.
   * One statement: the row lock makes takers queue, so together they never get more than the bucket held.
   */
  async takeTokens(id: number, perMinute: number, wanted: number): Promise<number> {
    const { burst, perSecond } = bucketFor(perMinute);
    const take = async (): Promise<number | undefined> => {
      const rows: { granted: number }[] = await this.db.query(
        `WITH bucket AS (
           SELECT credential_id,
                  LEAST($2::float8, GREATEST(tokens, 0) + $3::float8 * GREATEST(0, EXTRACT(EPOCH FROM clock_timestamp() - tokens_at))) AS held
           FROM credential_state WHERE credential_id = $1 FOR UPDATE),
         taken AS (
           UPDATE credential_state s SET tokens = held - LEAST($4::float8, floor(held)), tokens_at = clock_timestamp()
           FROM bucket WHERE s.credential_id = bucket.credential_id
           RETURNING LEAST($4::float8, floor(held)) AS granted)
         SELECT granted FROM taken`,
        [id, burst, perSecond, wanted],
      );
      return rows[0]?.granted;
    };
    const granted = await take();
    if (granted !== undefined) return granted;
    // The first call ever made with it: a new bucket is full.
    await this.db.query(
      `INSERT INTO credential_state (credential_id, tokens) SELECT id, $2 FROM integration_credential WHERE id = $1 ON CONFLICT DO NOTHING`,
      [id, burst],
    );
    return (await take()) ?? 0;
  }

  private note(
    caller: Caller, action: string, id: number, company: string, manager: EntityManager, reason: string | null, before?: object,
  ): Promise<void> {
    return this.audit.record({ caller, company, action, subject_type: 'credential', subject_id: String(id), reason, before }, manager);
  }
}
