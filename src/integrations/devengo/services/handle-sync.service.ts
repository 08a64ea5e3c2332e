import { Injectable } from '@nestjs/common';
import { IntegrationFailure, type Warning } from '../../../core/errors/index.js';
import type { Attempt, DocumentIdentity, HandlerResult, MessageHandler, PreviewedRequest } from '../../../core/integration/index.js';
import type { IntegrationError } from '../../../core/integration-errors/index.js';
import type { IntegrationMessage } from '../../../core/message-log/index.js';
import { isRecord, RECORD_EVENT, RUN_EVENT, runOf } from './sync/sync-events.js';
import { RetryRecord } from './sync/retry-record.service.js';
import { RunStep } from './sync/run-step.service.js';

/** A message of a synchronisation: a step of an execution, or one record of it again. All three providers have it. */
@Injectable()
export class SyncHandler implements MessageHandler {
  constructor(
    private readonly runner: RunStep,
    private readonly records: RetryRecord,
  ) {}

  async handle(attempt: Attempt): Promise<HandlerResult> {
    if (isRecord(attempt.payload)) return this.records.retry(attempt, attempt.payload);
    const run = runOf(attempt.payload);
    if (run) return this.runner.run(attempt, run);
    throw new IntegrationFailure('validation_error', { code: 'invalid_message', message: 'El mensaje no dice qué sincronizar.' });
  }

  /** A synchronisation writes nothing at the provider. */
  async preview(): Promise<{ requests: PreviewedRequest[]; warnings: Warning[]; problems: Warning[] }> {
    return { requests: [], warnings: [{ code: 'reads_only', message: 'Sólo se lee del proveedor: no se enviaría nada.' }], problems: [] };
  }

  identify(payload: unknown): DocumentIdentity {
    if (isRecord(payload)) return { event_type: RECORD_EVENT, external_reference: payload.external_id, dedupe_key: null, order_key: `sync:${payload.step}` };
    const run = runOf(payload);
    const step = (payload as { step?: unknown } | null)?.step;
    return { event_type: RUN_EVENT, external_reference: run ? `${String(step)} ${run.execution_id}` : null, dedupe_key: null, order_key: typeof step === 'string' ? `sync:${step}` : null };
  }

  async notStarted(message: IntegrationMessage, failure: IntegrationFailure): Promise<void> {
    const run = runOf(message.payload);
    if (run) await this.runner.failed(message, run, failure);
  }

  describe({ event_type, payload }: IntegrationMessage): { entity_type: string; operation: string } {
    const step = (payload as { step?: unknown } | null)?.step;
    return { entity_type: event_type === RECORD_EVENT ? 'record' : 'sync', operation: typeof step === 'string' ? step : event_type };
  }

  /** What goes into the log to have the record of an error read again; null for an error about a whole run. */
  retryOf({ entity_type, operation, entity_external_id }: IntegrationError): unknown {
    return RetryRecord.knows(entity_type) ? { step: operation, entity_type, external_id: entity_external_id } : null;
  }
}
