import { Injectable, Logger } from '@nestjs/common';
import { OpenCredentials } from '../../../core/credentials/index.js';
import { Database } from '../../../core/database/index.js';
import type { ScheduleRunner } from '../../../core/integration/index.js';
import { Notifier } from '../../../core/notifications/index.js';
import { dayInCostaRica, SigningProblem } from '../signing/index.js';
import type { HaciendaCredential } from './open-session.js';
import { SigningThreads } from './signing-threads.service.js';

const DAY_MS = 86_400_000;
const AHEAD_DAYS = 30;
const CREDENTIALS = `SELECT id, company, name FROM integration_credential WHERE integration = 'hacienda' AND active ORDER BY id`;

/** Tells in time that a key is about to expire: with an expired one nothing can be issued. */
@Injectable()
export class WarnCertificates implements ScheduleRunner {
  private readonly log = new Logger('Hacienda');

  constructor(
    private readonly db: Database,
    private readonly credentials: OpenCredentials,
    private readonly notifier: Notifier,
    private readonly threads: SigningThreads,
  ) {}

  async runSchedule(): Promise<Record<string, unknown>> {
    const found = await this.db.rows<{ id: number; company: string; name: string }>(CREDENTIALS);
    const warned = [];
    for (const row of found) {
      const text = await this.look(row.id);
      if (text === undefined) continue;
      warned.push(row.company);
      await this.notifier.notify({ company: row.company, integration: 'hacienda', subject: `Hacienda: la llave criptográfica de ${row.company} necesita atención`, text, key: `hacienda.certificate:${row.id}:${text}` });
    }
    return { looked_at: found.length, warned };
  }

  private async look(id: number): Promise<string | undefined> {
    try {
      const { certificate } = await this.threads.keyOf((await this.credentials.open(id)) as unknown as HaciendaCredential);
      const left = certificate.notAfter.getTime() - Date.now();
      return left > AHEAD_DAYS * DAY_MS ? undefined : `La llave criptográfica de ${certificate.commonName} vence el ${dayInCostaRica(certificate.notAfter)}. Genere otra en el portal de Hacienda y súbala a la credencial antes de ese día.`;
    } catch (error) {
      if (error instanceof SigningProblem) return `${error.message}.`;
      this.log.warn(`credential ${id} could not be looked at: ${(error as Error).message}`);
      return undefined;
    }
  }
}
