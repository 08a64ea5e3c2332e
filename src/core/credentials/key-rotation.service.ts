import { Injectable } from '@nestjs/common';
import { DataSource, MoreThan } from 'typeorm';
import { AuditService } from '../audit/index.js';
import type { Caller } from '../auth/index.js';
import { Env } from '../config/index.js';
import { IntegrationFailure } from '../errors/index.js';
import { CredentialSecrets } from './credential-secrets.js';
import { IntegrationCredential } from './integration-credential.entity.js';
import { addKeyToFile, Keys } from './keys/index.js';

export interface Rotation {
  rotated: number;
  already: number;
  /** Could not be read: nothing was changed, the sentence says why. */
  unreadable: { id: number; message: string }[];
  /** What integrations have sealed of their own, when there was any to seal anew. */
  others?: number;
}

/** Encrypts every credential anew with the first key. One transaction per row: stopped anywhere, it goes on from there. */
@Injectable()
export class KeyRotationService {
  private readonly resealers: (() => Promise<number>)[] = [];

  constructor(
    private readonly db: DataSource,
    private readonly env: Env,
    private readonly keys: Keys,
    private readonly secrets: CredentialSecrets,
    private readonly audit: AuditService,
  ) {}

  /** For what an integration seals with the same keys: called with each rotation, answers how much it sealed anew. */
  also(reseal: () => Promise<number>): void {
    this.resealers.push(reseal);
  }

  /** The key that encrypts. */
  get currentKeyId(): string {
    return this.keys.ring.current.id;
  }

  /** Puts a new key first in `keys.json`, then rotates. Running processes read the file when they meet the new key. */
  async rotateToNewKey(caller: Caller): Promise<Rotation> {
    if (this.env.ENCRYPTION_KEYS) {
      throw new Error('Las claves vienen de ENCRYPTION_KEYS: ponga allí la nueva en primer lugar, reinicie, y rote sin --new-key.');
    }
    await addKeyToFile(this.env.DATA_DIR);
    this.keys.ring.refresh();
    return this.rotate(caller);
  }

  async rotate(caller: Caller): Promise<Rotation> {
    const done = await this.rotateCredentials(caller);
    let others = 0;
    for (const reseal of this.resealers) others += await reseal();
    return others > 0 ? { ...done, others } : done;
  }

  private async rotateCredentials(caller: Caller): Promise<Rotation> {
    const done: Rotation = { rotated: 0, already: 0, unreadable: [] };
    for (let id = 0; ; ) {
      const next = await this.db.getRepository(IntegrationCredential).findOne({ where: { id: MoreThan(id) }, order: { id: 'ASC' }, select: { id: true } });
      if (!next) return done;
      id = next.id;
      try {
        done[await this.rotateOne(caller, id)] += 1;
      } catch (error) {
        if (!(error instanceof IntegrationFailure)) throw error;
        done.unreadable.push({ id, message: error.message });
      }
    }
  }

  private rotateOne(caller: Caller, id: number): Promise<'rotated' | 'already'> {
    return this.db.transaction(async (manager) => {
      const row = await manager.getRepository(IntegrationCredential).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
      if (!row || this.secrets.isCurrent(row)) return 'already';
      const sealed = this.secrets.seal(row, this.secrets.open(row));
      // The content is the same, so the version stays and nobody needs to hear of it.
      await manager.query('UPDATE integration_credential SET secrets = $2 WHERE id = $1', [id, sealed]);
      await this.audit.record({ caller, company: row.company, action: 'credential.reencrypted', subject_type: 'credential', subject_id: String(id) }, manager);
      return 'rotated';
    });
  }
}
