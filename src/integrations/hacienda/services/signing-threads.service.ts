import { availableParallelism } from 'node:os';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Env } from '../../../core/config/index.js';
import { IntegrationFailure } from '../../../core/errors/index.js';
import { ThreadDied, threadFile, ThreadPool } from '../../../core/threads/index.js';
import type { DocumentNumbers, Issuer, MensajeReceptor, PreparedDocument } from '../mapping/types.js';
import { assertOwner, signingKeyOf, SigningProblem, type SigningKey, type SigningProblemCode } from '../signing/index.js';
import type { Seal, Sealed, SIGNING_TASKS } from '../signing/signing-tasks.js';
import { asCredentialFailure } from './key-failure.js';
import type { HaciendaCredential } from './open-session.js';

type Tasks = typeof SIGNING_TASKS;

/** One core stays for everything else; numbers are given one after another, so that more would mostly wait. */
const THREADS = Math.max(1, Math.min(4, availableParallelism() - 1));

/** Opens keys, writes and signs documents in threads: a long document would hold up every answer of this process. */
@Injectable()
export class SigningThreads implements OnModuleDestroy {
  private readonly pool = new ThreadPool<Tasks>(threadFile('../signing/signing-thread.js', import.meta.url), THREADS);

  constructor(private readonly env: Env) {}

  /** The key of a credential, in force. Throws SigningProblem. */
  keyOf(credential: HaciendaCredential): Promise<SigningKey> {
    return signingKeyOf(credential, (p12, pin, at) => this.open(p12, pin, at));
  }

  /** The issuer's key, in force and its own. Throws `credential_error`: a wrong PIN or an expired key is a person's to mend. */
  async issuingKey(credential: HaciendaCredential): Promise<SigningKey> {
    try {
      const key = await this.keyOf(credential);
      assertOwner(key, credential.metadata.identification);
      return key;
    } catch (error) {
      throw asCredentialFailure(error);
    }
  }

  async open(p12: Buffer, pin: string, at = new Date()): Promise<SigningKey> {
    const key = await this.run('openKey', { p12, pin, at });
    return { ...key, der: Buffer.from(key.der) };
  }

  signDocument(input: { document: PreparedDocument; issuer: Issuer; numbers: DocumentNumbers; root: string }, seal: Omit<Seal, 'schemas'>): Promise<Sealed> {
    return this.run('signDocument', { ...input, seal: this.withSchemas(seal) });
  }

  signAnswer(answer: MensajeReceptor, seal: Omit<Seal, 'schemas'>): Promise<Sealed> {
    return this.run('signAnswer', { answer, seal: this.withSchemas(seal) });
  }

  async onModuleDestroy(): Promise<void> {
    await this.pool.close();
  }

  private withSchemas(seal: Omit<Seal, 'schemas'>): Seal {
    return { ...seal, schemas: this.env.HACIENDA_XSD_DIR };
  }

  private async run<K extends keyof Tasks & string>(task: K, input: Parameters<Tasks[K]>[0]): Promise<Awaited<ReturnType<Tasks[K]>>> {
    try {
      return await this.pool.run(task, input);
    } catch (error) {
      if (error instanceof ThreadDied) throw interrupted(error);
      throw asProblem(error as Error & { code?: unknown });
    }
  }
}

// Its class was lost on the way between the threads, its name was not.
const asProblem = (error: Error & { code?: unknown }): Error =>
  error.name === 'SigningProblem' ? new SigningProblem(error.code as SigningProblemCode, error.message, { cause: error }) : error;

const interrupted = (cause: ThreadDied): IntegrationFailure =>
  new IntegrationFailure('transient_error', { code: 'hacienda.signing_interrupted', message: 'Se interrumpió la firma antes de terminar; no se usó ningún consecutivo. Se intentará de nuevo.', cause });
