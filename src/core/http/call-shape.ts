import type { IntegrationFailure } from '../errors/index.js';
import { redactValues } from '../redaction/index.js';
import { answerJson } from './answer-json.js';
import type { Exchange } from './exchange.js';
import type { HttpRequest } from './http-client.js';
import type { CallRequest } from './provider-calls.js';

export type Translate = (exchange: Exchange, call: { write: boolean }) => IntegrationFailure;

const DEFAULT_TIMEOUT_MS = 30_000;

/** A client's call as it goes over the wire. */
export function shape(baseUrl: string, request: CallRequest): HttpRequest {
  const base = (request.base ?? baseUrl).replace(/\/+$/, '');
  const path = request.path.replace(/^\/+/, '');
  const url = new URL(path ? `${base}/${path}` : base);
  for (const [name, value] of Object.entries(request.query ?? {})) if (value !== undefined) url.searchParams.set(name, String(value));
  const { body, type } = content(request);
  return {
    method: request.method,
    url: url.href,
    headers: { accept: 'application/json', ...(type === undefined ? {} : { 'content-type': type }), ...request.headers },
    body,
    timeoutMs: request.timeoutMs ?? DEFAULT_TIMEOUT_MS,
  };
}

function content({ body, form }: CallRequest): { body?: string; type?: string } {
  if (form) return { body: new URLSearchParams(form).toString(), type: 'application/x-www-form-urlencoded' };
  return body === undefined ? {} : { body: JSON.stringify(body), type: 'application/json' };
}

/**
 * A 2xx with readable JSON is good; everything else becomes the failure that `translate` names. It reads the answer without
 * `secrets`: its words end in messages, errors and logs, and a provider may echo what it was sent.
 */
export function judge(exchange: Exchange, request: CallRequest, translate: Translate, secrets: readonly string[]): { json: unknown } | { failure: IntegrationFailure } {
  const { answer } = exchange;
  const good = answer !== undefined && answer.status >= 200 && answer.status < 300;
  if (good && request.mayBeEmpty && answer.body.trim() === '') return { json: undefined };
  const json = good ? answerJson(answer.body) : ({ ok: false } as const);
  return json.ok ? { json: json.value } : { failure: translate(withoutSecrets(exchange, secrets), { write: request.write }) };
}

function withoutSecrets(exchange: Exchange, secrets: readonly string[]): Exchange {
  if (!exchange.answer) return exchange;
  const { status, headers, body } = exchange.answer;
  // Some providers put their words in a header.
  const clean = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, redactValues(value, secrets)]));
  return { ...exchange, answer: { status, headers: clean, body: redactValues(body, secrets) } };
}

const SECRET_HEADERS = /^(authorization|key|x-api-key|cookie|set-cookie|token)$/i;

export const maskHeaders = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, SECRET_HEADERS.test(name) ? '***' : value]));

/** The secret values of a credential that must never be stored or shown, however they come back. */
export const secretValues = (secrets: Record<string, unknown>): string[] =>
  Object.values(secrets).filter((value): value is string => typeof value === 'string' && value.length >= 6);
