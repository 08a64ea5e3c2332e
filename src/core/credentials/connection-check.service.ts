import { setTimeout as wait } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { AuditService } from '../audit/index.js';
import type { Caller } from '../auth/index.js';
import { IntegrationRegistry, type ConnectionCheck, type ConnectionChecker } from '../integration/index.js';
import { redactValues } from '../redaction/index.js';
import { CredentialChannel } from './credential-channel.js';
import { CredentialStateService } from './credential-state.service.js';
import { CredentialsService } from './credentials.service.js';
import { IntegrationCredential } from './integration-credential.entity.js';
import { OpenCredentials } from './open-credentials.js';

const PATIENCE_MS = 30_000;
const LONGEST_MESSAGE = 1_000;

/** Tries a credential with one harmless call. A good answer lifts its pause. */
@Injectable()
export class ConnectionCheckService {
  constructor(
    private readonly modules: ModuleRef,
    private readonly registry: IntegrationRegistry,
    private readonly credentials: CredentialsService,
    private readonly opener: OpenCredentials,
    private readonly states: CredentialStateService,
    private readonly channel: CredentialChannel,
    private readonly audit: AuditService,
  ) {}

  async check(caller: Caller, id: number): Promise<ConnectionCheck> {
    const row = await this.credentials.row(caller, id);
    const result = await this.attempt(row);
    await this.channel.change(async (manager) => {
      // Only if it is still what was checked. The version stays: the content did not change.
      const { affected } = await manager.getRepository(IntegrationCredential).update(
        { id, version: row.version },
        { last_check_at: new Date(), last_check_ok: result.ok, last_check_message: result.message },
      );
      const lifted = affected === 1 && result.ok ? await this.states.liftPause(id, manager) : undefined;
      await this.audit.record(
        { caller, company: row.company, action: 'credential.checked', subject_type: 'credential', subject_id: String(id), after: { ...result, pause_lifted: Boolean(lifted) } },
        manager,
      );
      return { id, news: lifted ? ['state', 'resumed'] : [], value: undefined };
    });
    return result;
  }

  private async attempt(row: IntegrationCredential): Promise<ConnectionCheck> {
    let secrets: string[] = [];
    const tell = (ok: boolean, message: string): ConnectionCheck => ({ ok, message: redactValues(message, secrets).slice(0, LONGEST_MESSAGE) });
    const done = new AbortController();
    try {
      const open = this.opener.openRow(row);
      secrets = Object.values(open.secrets).filter((value): value is string => typeof value === 'string');
      const checker = this.modules.get<ConnectionChecker>(this.registry.get(row.integration).checker, { strict: false });
      const tooSlow = wait(PATIENCE_MS, { ok: false, message: `El proveedor no respondió en ${PATIENCE_MS / 1000} s.` }, { signal: done.signal });
      const { ok, message } = await Promise.race([checker.check(open), tooSlow]);
      return tell(ok, message);
    } catch (error) {
      return tell(false, error instanceof Error ? error.message : String(error));
    } finally {
      done.abort();
    }
  }
}
