import { Injectable, Logger } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { AttemptCalls, type ProviderCalls } from '../http/index.js';
import { OpenCredentials } from '../credentials/index.js';
import { Database } from '../database/index.js';
import { IntegrationFailure, type Warning } from '../errors/index.js';
import { IntegrationRegistry, type Attempt, type CallLimits, type HandlerResult, type MessageHandler, type OpenCredential, type RetryPolicy } from '../integration/index.js';
import { logAttempt } from '../logging/index.js';
import type { InboundRow } from '../message-log/inbound.js';
import { inboundInsertion } from '../message-log/insert-inbound.js';
import { fullJson } from '../message-log/read-json.js';
import { databaseProblem } from '../problems/index.js';
import { MessageQueue } from '../queue/message-queue.js';
import { decide } from '../retry-queue/decide.js';
import { AttemptDocuments } from './attempt-documents.js';
import { claim, noteWait, type Claimed } from './claim.js';
import { badEnding, finish, goodEnding, type Ending } from './finish.js';
import { Journal, LeaseLost } from './journal.js';
import { PipelineTools } from './pipeline-tools.service.js';
import { asFailure } from './unexpected.js';

/** A message that was taken up this often and never finished kills its workers: it is set aside. */
const POISON_CLAIMS = 5;
const BACK_AFTER_MS = 2_000;

/** Carries one message from the queue to its provider: claim, work, write down how it ended. */
@Injectable()
export class MessagePipeline {
  private readonly log = new Logger(MessagePipeline.name);

  /** How often our own database, not the message, broke off an attempt here: that makes no message poisonous. */
  private readonly brokenOff = new Map<string, number>();

  constructor(
    private readonly db: Database,
    private readonly modules: ModuleRef,
    private readonly registry: IntegrationRegistry,
    private readonly credentials: OpenCredentials,
    private readonly tools: PipelineTools,
    private readonly queue: MessageQueue,
  ) {}

  /** Works on a message if it may be worked on now. Throws only for faults of our own house (database, bugs in the core). */
  async work(id: string): Promise<void> {
    const message = await claim(this.db, id);
    if (!message) return noteWait(this.db, id);
    const journal = new Journal(this.db, message);
    if (message.claim > 1) journal.note(INTERRUPTED, [message.id]);
    try {
      const policy = await this.tools.policies.for(message.company, message.integration);
      const ending = await this.attempt(message, journal, policy);
      const next = await finish(journal, message, ending, policy);
      const heard = ending.heard ?? [];
      this.queue.wakeSoon([...(next ? [{ id: next, integration: message.integration }] : []), ...heard]);
      for (const { integration, trigger } of heard) this.tools.metrics.messageReceived(integration, trigger);
      logAttempt(message, ending, policy);
      this.tools.metrics.messageFinished(message, ending);
      this.brokenOff.delete(id);
    } catch (error) {
      if (error instanceof LeaseLost) return this.log.warn(error.message);
      if (isDatabaseFault(error)) this.backSoon(message);
      throw error;
    }
  }

  // The job of this attempt is about to fail and vanish. The sweep would find the message too, only much later.
  private backSoon({ id, integration }: Claimed): void {
    this.brokenOff.set(id, (this.brokenOff.get(id) ?? 0) + 1);
    setTimeout(() => this.queue.wakeSoon([{ id, integration }]), BACK_AFTER_MS).unref();
  }

  handler(integration: string): MessageHandler {
    return this.modules.get(this.registry.get(integration).handler, { strict: false });
  }

  private async attempt(message: Claimed, journal: Journal, policy: RetryPolicy): Promise<Ending> {
    const warnings: Warning[] = [];
    let started = false;
    try {
      if (message.duplicate_of) return goodEnding({ outcome: 'duplicate', summary: { duplicate_of: message.duplicate_of } });
      if (message.claim - (this.brokenOff.get(message.id) ?? 0) > POISON_CLAIMS) throw poison(message.claim);
      const attempt = await this.prepare(message, journal, warnings);
      started = true;
      const result = await this.handler(message.integration).handle(attempt);
      await this.tools.errors.noteResolved(journal, message, this.handler(message.integration).describe(message));
      const heard = await this.publish(message, result, journal);
      return { ...goodEnding({ ...result, warnings: distinct([...warnings, ...(result.warnings ?? [])]) }), heard };
    } catch (error) {
      if (error instanceof LeaseLost || isDatabaseFault(error)) throw error;
      const failure = asFailure(error, message.id, this.log);
      if (!started) await this.handler(message.integration).notStarted?.(message, failure);
      return this.failed(message, journal, policy, failure, warnings);
    }
  }

  /** What others make of this message's events is stored with its end: an outbox that is the log itself. */
  private async publish({ id, company, integration }: Claimed, { events = [] }: HandlerResult, journal: Journal): Promise<InboundRow[]> {
    const rows = await this.tools.events.rowsOf(events, { company, integration, message_id: id });
    if (rows.length > 0) {
      const { text, values } = inboundInsertion(rows);
      journal.note(text, values);
    }
    return rows;
  }

  private async prepare(message: Claimed, journal: Journal, warnings: Warning[]): Promise<Attempt> {
    const { company, integration, credential_id } = message;
    const read = fullJson(message.payload_raw ?? Buffer.alloc(0));
    if ('problem' in read) throw new IntegrationFailure('validation_error', { code: `payload_${read.problem.code}`, message: read.problem.message });
    warnings.push(...read.warnings);

    const credential = await this.credentials.open(credential_id ?? { company, integration });
    if (credential_id === null) {
      journal.note('UPDATE integration_message SET credential_id = $2 WHERE id = $1', [message.id, credential.id]);
      message.credential_id = credential.id;
    }
    message.credential_version = credential.version;
    const limits = await this.tools.policies.limitsFor(company, integration);
    return {
      message,
      payload: read.value,
      credential,
      calls: this.callsWith(credential, message, journal, limits),
      using: async (id) => {
        const other = await this.credentials.openBeside(credential, id);
        return { credential: other, calls: this.callsWith(other, message, journal, limits) };
      },
      note: (statement, values) => journal.note(statement, values),
      documents: new AttemptDocuments(this.db, journal, { integration, company, message_id: message.id }),
      warnings,
    };
  }

  private callsWith(credential: OpenCredential, message: Claimed, journal: Journal, limits: CallLimits): ProviderCalls {
    return new AttemptCalls(this.tools.http, this.tools.limiter, journal, { message, credential, limits }, this.tools.metrics);
  }

  private async failed(message: Claimed, journal: Journal, policy: RetryPolicy, failure: IntegrationFailure, warnings: Warning[]): Promise<Ending> {
    const decision = decide(failure, message.attempt, policy, Math.random());
    const ending = { ...badEnding(failure, decision, new Date()), warnings: distinct(warnings) };
    const { id, version } = failure.credential ?? { id: message.credential_id, version: message.credential_version };
    if (id !== null && failure.category === 'rate_limited' && ending.retryAt) await this.tools.state.throttle(id, ending.retryAt);
    if (id !== null && decision.action === 'pause') await this.tools.state.pause(id, failure.message, { version });
    if (ending.outcome === 'failed') {
      const handler = this.handler(message.integration);
      this.tools.errors.noteFailed(journal, message, handler.describe(message), failure);
      await handler.gaveUp?.(message, failure, (statement, values) => journal.note(statement, values));
    }
    return ending;
  }
}

// Calls of a worker that died: their intent was committed, their answer never was.
const INTERRUPTED = `
  UPDATE integration_message SET status = 'processed', outcome = 'failed', finished_at = now(), error_category = 'outcome_unknown',
    error_code = 'interrupted', error_message = 'El proceso se interrumpió antes de guardar la respuesta; no se sabe si la llamada llegó.'
  WHERE parent_id = $1 AND direction = 'outbound' AND status = 'processing'`;

const distinct = (warnings: Warning[]): Warning[] => [...new Map(warnings.map((warning) => [JSON.stringify(warning), warning])).values()];

const poison = (claims: number): IntegrationFailure =>
  new IntegrationFailure('internal_error', {
    code: 'poison',
    message: `Este mensaje interrumpió al proceso que lo trabajaba ${claims - 1} veces; se apartó para no detener a los demás. Revise su contenido y reenvíelo.`,
  });

// Our own database is away or busy: not the message's fault, so it goes back to the queue untouched.
const isDatabaseFault = (error: unknown): boolean => !(error instanceof IntegrationFailure) && databaseProblem(error)?.getStatus() === 503;
