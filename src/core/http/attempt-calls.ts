import { v7 as uuidv7 } from 'uuid';
import { IntegrationFailure } from '../errors/index.js';
import type { CallLimits, OpenCredential } from '../integration/index.js';
import type { IntegrationMessage } from '../message-log/integration-message.entity.js';
import { fitsJsonb } from '../message-log/read-json.js';
import type { Journal } from '../pipeline/journal.js';
import type { Metrics } from '../metrics/index.js';
import { redactValues } from '../redaction/index.js';
import { storableJson } from '../text/index.js';
import { answerJson } from './answer-json.js';
import type { CallLimiter } from './call-limiter.js';
import { judge, maskHeaders, secretValues, shape, type Translate } from './call-shape.js';
import type { Exchange } from './exchange.js';
import type { HttpClient, HttpRequest } from './http-client.js';
import type { CallAnswer, CallRequest, ProviderCalls } from './provider-calls.js';

const INTENT = `
  INSERT INTO integration_message
    (id, company, integration, direction, event_type, external_reference, order_id, correlation_id, parent_id, attempt,
     trigger, created_by, credential_id, http_method, url, request_headers, payload_raw, payload, status, started_at)
  VALUES ($1, $2, $3, 'outbound', $4, $5, $1, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 'processing', now())`;

const RESULT = `
  UPDATE integration_message SET status = 'processed', outcome = $2, finished_at = now(), duration_ms = $3, http_status = $4,
    response_headers = $5, response_raw = $6, response_payload = $7, error_category = $8, error_code = $9, error_message = $10
  WHERE id = $1`;

export interface CallContext {
  message: IntegrationMessage;
  credential: OpenCredential;
  limits: CallLimits;
}

/** The calls of one attempt. The intent is committed before the call leaves; the answer with the attempt's next commit. */
export class AttemptCalls implements ProviderCalls {
  private readonly secrets: string[];

  constructor(
    private readonly http: HttpClient,
    private readonly limiter: CallLimiter,
    private readonly journal: Journal,
    private readonly context: CallContext,
    private readonly metrics: Metrics,
  ) {
    this.secrets = secretValues(context.credential.secrets);
  }

  async send(request: CallRequest, translate: Translate): Promise<CallAnswer> {
    try {
      return await this.call(request, translate);
    } catch (error) {
      const { id, version } = this.context.credential;
      if (error instanceof IntegrationFailure) error.credential = { id, version };
      throw error;
    }
  }

  private async call(request: CallRequest, translate: Translate): Promise<CallAnswer> {
    const { credential, limits } = this.context;
    const call = shape(credential.base_url, request);
    const id = uuidv7();
    const secrets = [...this.secrets, ...(request.secrets ?? [])];
    let started = 0;
    const exchange = await this.limiter.run(credential.id, limits, async () => {
      await this.journal.commit(this.intent(id, request.event, call, secrets));
      started = performance.now();
      return this.http.exchange(call);
    });
    const verdict = judge(exchange, request, translate, secrets);
    const failure = 'failure' in verdict ? verdict.failure : undefined;
    const elapsedMs = performance.now() - started;
    this.metrics.callMade(credential.integration, exchange, elapsedMs);
    this.result(id, request.secretAnswer ? withoutGoodBody(exchange) : exchange, failure, elapsedMs, secrets);
    if (failure) throw failure;
    await this.limiter.rest(credential.id, request.restAsked?.(exchange.answer!.headers));
    return { status: exchange.answer!.status, headers: exchange.answer!.headers, json: (verdict as { json: unknown }).json };
  }

  private intent(id: string, event: string, call: HttpRequest, secrets: readonly string[]) {
    const { message, credential } = this.context;
    const body = call.body === undefined ? null : redactValues(call.body, secrets);
    return {
      text: INTENT,
      values: [
        id, message.company, message.integration, event, message.external_reference, message.correlation_id, message.id,
        message.attempt, message.trigger, message.created_by, credential.id, call.method, redactValues(call.url, secrets),
        storableJson(maskHeaders(call.headers)), body === null ? null : Buffer.from(body), body !== null && isJson(call) && fitsJsonb(body) ? body : null,
      ],
    };
  }

  private result(id: string, { answer, fault }: Exchange, failure: IntegrationFailure | undefined, elapsedMs: number, secrets: readonly string[]): void {
    const text = answer ? redactValues(answer.body, secrets) : null;
    this.journal.note(RESULT, [
      id, failure ? 'failed' : 'succeeded', Math.round(elapsedMs), answer?.status ?? null,
      answer ? storableJson(maskHeaders(answer.headers)) : null, text === null ? null : Buffer.from(text),
      text !== null && answerJson(text).ok && fitsJsonb(text) ? text : null,
      failure?.category ?? null, failure?.code ?? null,
      failure ? redactValues(fault ? `${failure.message} (${fault.kind}: ${fault.detail})` : failure.message, secrets) : null,
    ]);
  }
}

const isJson = ({ headers }: HttpRequest): boolean => headers['content-type'] === 'application/json';

// Also one that cannot be read: cut in the middle, it may still hold the secret whole. A refusal holds none, and people need its words.
const withoutGoodBody = (exchange: Exchange): Exchange =>
  exchange.answer && exchange.answer.status < 300 ? { ...exchange, answer: { ...exchange.answer, body: '"***"' } } : exchange;
