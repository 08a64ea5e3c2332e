import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';

const PATIENCE_MS = 2_000;

/** Resolves when all is well; otherwise rejects with a sentence that may be shown to anybody. */
export type ReadinessCheck = () => Promise<void>;

export interface Readiness {
  status: 'ok' | 'unavailable';
  /** The first thing that is wrong. */
  reason: string | null;
  checks: Record<string, 'ok' | 'unavailable'>;
}

/** Whether this process can do its work. Rooms register what they need; the database and its schema are always asked. */
@Injectable()
export class HealthState implements OnModuleDestroy {
  private readonly checks = new Map<string, ReadinessCheck>();
  private isStopping = false;

  constructor(private readonly db: DataSource) {
    this.register('database', () => this.askDatabase());
    this.register('migrations', () => this.askMigrations());
  }

  register(name: string, check: ReadinessCheck): void {
    this.checks.set(name, check);
  }

  /** From now on not ready, so that a load balancer looks elsewhere while what was begun is finished. */
  stopping(): void {
    this.isStopping = true;
  }

  onModuleDestroy(): void {
    this.stopping();
  }

  async readiness(): Promise<Readiness> {
    if (this.isStopping) return { status: 'unavailable', reason: 'shutting down', checks: {} };
    const found = await Promise.all([...this.checks].map(async ([name, check]) => ({ name, wrong: await whatIsWrong(name, check) })));
    const reason = found.find(({ wrong }) => wrong !== null)?.wrong ?? null;
    return {
      status: reason === null ? 'ok' : 'unavailable',
      reason,
      checks: Object.fromEntries(found.map(({ name, wrong }) => [name, wrong === null ? 'ok' : 'unavailable'])),
    };
  }

  private async askDatabase(): Promise<void> {
    // The route is public: an address or a driver's message would say too much.
    await this.db.query('SELECT 1').catch(() => Promise.reject(new Error('the database cannot be reached')));
  }

  private async askMigrations(): Promise<void> {
    const rows: { name: string }[] = await this.db
      .query('SELECT name FROM migrations')
      .catch(() => Promise.reject(new Error('the applied migrations cannot be read')));
    const applied = new Set(rows.map((row) => row.name));
    const missing = this.db.migrations.filter((migration) => !applied.has(migration.name ?? migration.constructor.name));
    if (missing.length > 0) throw new Error(`${missing.length} migrations are not applied`);
  }
}

async function whatIsWrong(name: string, check: ReadinessCheck): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const tooSlow = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${name} does not answer within ${PATIENCE_MS / 1000} s`)), PATIENCE_MS);
  });
  try {
    await Promise.race([check(), tooSlow]);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : `${name} is not well`;
  } finally {
    clearTimeout(timer);
  }
}
