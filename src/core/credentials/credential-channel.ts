import { EventEmitter } from 'node:events';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { DataSource, type EntityManager } from 'typeorm';

const CHANNEL = 'puente_credential';
const RECONNECT_MS = 1_000;

/**
 * What happened to a credential. `changed`: its content. `state`: whether calls may be made. `resumed`: a pause was lifted,
 * so messages that wait for it may go on. `probe`: somebody wants to see whether the provider is well again. `lost`: news may have been missed, forget everything cached.
 */
export type CredentialNews = 'changed' | 'state' | 'resumed' | 'probe';
interface Notice {
  news: CredentialNews;
  id: number;
  from: string;
}

/** In-process events: `changed`, `state`, `resumed`, `probe` with the credential's id, and `lost` without one. */
export class CredentialEvents extends EventEmitter<{ changed: [id: number]; state: [id: number]; resumed: [id: number]; probe: [id: number]; lost: [] }> {}

/** Tells this and every other process about changes, by PostgreSQL's LISTEN and NOTIFY. */
@Injectable()
export class CredentialChannel implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger('CredentialChannel');
  private readonly self = randomUUID();
  private client?: pg.Client;
  private timer?: NodeJS.Timeout;
  private stopped = false;

  constructor(
    private readonly db: DataSource,
    private readonly events: CredentialEvents,
  ) {}

  /**
   * Runs `work` in a transaction and tells everybody once it is committed: others by NOTIFY, which PostgreSQL holds back
   * until then, this process directly, so that the caller's next step already sees it. `work` answers the news to tell.
   */
  async change<T>(work: (manager: EntityManager) => Promise<{ id: number; news: CredentialNews[]; value: T }>): Promise<T> {
    const { id, news, value } = await this.db.transaction(async (manager) => {
      const done = await work(manager);
      for (const one of done.news) {
        const notice: Notice = { news: one, id: done.id, from: this.self };
        await manager.query('SELECT pg_notify($1, $2)', [CHANNEL, JSON.stringify(notice)]);
      }
      return done;
    });
    for (const one of news) this.events.emit(one, id);
    return value;
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.listen();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.client?.end().catch(() => undefined);
  }

  private async listen(): Promise<void> {
    const client = new pg.Client({ connectionString: (this.db.options as { url?: string }).url, application_name: 'puente listen', keepAlive: true, keepAliveInitialDelayMillis: 5_000, connectionTimeoutMillis: 5_000 });
    this.client = client;
    client.on('notification', ({ payload }) => this.hear(payload));
    client.on('error', () => this.reconnect(client));
    client.on('end', () => this.reconnect(client));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
    } catch (error) {
      this.log.warn(`cannot listen for credential changes, trying again: ${(error as Error).message}`);
      this.reconnect(client);
    }
  }

  private hear(payload: string | undefined): void {
    const notice = JSON.parse(payload ?? '{}') as Partial<Notice>;
    if (notice.from === this.self || !notice.news || notice.id === undefined) return;
    this.events.emit(notice.news, notice.id);
  }

  /** Once per lost connection. Caches are short-lived anyway, so a deaf second costs at most their age. */
  private reconnect(lost: pg.Client): void {
    if (this.stopped || this.client !== lost) return;
    this.client = undefined;
    void lost.end().catch(() => undefined);
    this.timer = setTimeout(() => void this.listen().then(() => this.events.emit('lost')), RECONNECT_MS);
  }
}
