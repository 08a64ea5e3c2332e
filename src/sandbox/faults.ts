import type { ServerResponse } from 'node:http';
import { cutBody, drip, dropAfter, flood } from './broken-delivery.js';
import type { SandboxAnswer, SandboxRefusals, SandboxRequest } from './sandbox-provider.js';

export type FaultOptions = Record<string, unknown>;

export interface FaultContext {
  request: SandboxRequest;
  refusals: SandboxRefusals;
  options: FaultOptions;
}

/**
 * One way to misbehave. A fault uses one of the hooks:
 * `hold` waits, then all goes on · `cut` destroys the socket unhandled · `instead` answers unhandled ·
 * `rewrite` handles and commits, then changes the answer · `deliver` handles and commits, then mistreats the socket.
 */
export interface Fault {
  /** Strikes POST, PUT, PATCH and DELETE only, unless the armed fault names a method: "after commit" needs a commit. */
  writesOnly?: boolean;
  hold?(options: FaultOptions): number;
  cut?: boolean;
  instead?(context: FaultContext): SandboxAnswer;
  rewrite?(answer: SandboxAnswer, context: FaultContext): SandboxAnswer;
  deliver?(response: ServerResponse, answer: SandboxAnswer, options: FaultOptions): Promise<void>;
  /** Narrows the requests that a provider's own fault strikes. */
  strikes?(request: SandboxRequest): boolean;
}

/** The closed list every provider has. Options in the comments; all waits in milliseconds. */
export const COMMON_FAULTS: Record<string, Fault> = {
  /** {ms = 1000} */
  delay: { hold: ({ ms }) => number(ms, 1000) },
  reset_before: { cut: true },
  /** {hang_ms}: keeps the socket silent for so long before it is destroyed */
  commit_then_drop: { writesOnly: true, deliver: (response, _answer, options) => dropAfter(response, number(options.hang_ms, 0)) },
  '500': { instead: ({ refusals }) => refusals.serverError() },
  '500_after_commit': { writesOnly: true, rewrite: (_answer, { refusals }) => refusals.serverError() },
  /** {status = 503} */
  '503_html': { instead: ({ options }) => html(number(options.status, 503)) },
  /** {retry_after = 1: seconds, any text, or "none"; retry_after_as: "date" turns the seconds into an HTTP date} */
  '429': { instead: ({ refusals, options }) => withRetryAfter(refusals.rateLimited(), options) },
  /** {as: "cut" (default) | "html"}: the real status over a body that is not JSON */
  malformed: { rewrite: (answer, { options }) => (options.as === 'html' ? html(answer.status) : cutInHalf(answer)) },
  empty: { rewrite: ({ status, headers }) => ({ status, headers }) },
  /** {status = 400, message, code} */
  wrapped_error: { instead: ({ options }) => wrapped(options) },
  expired_token: { instead: ({ refusals }) => refusals.unauthorized() },
  /** {ms_per_chunk = 100, chunk_bytes = 1} */
  slow: { deliver: (response, answer, options) => drip(response, answer, number(options.ms_per_chunk, 100), number(options.chunk_bytes, 1)) },
  /** An endless body: ends when the client hangs up. */
  huge: { deliver: (response, answer) => flood(response, answer) },
  /** Promises the whole body, sends half of it, destroys the socket. */
  cut_body: { deliver: (response, answer) => cutBody(response, answer) },
  /** {location, status = 302} */
  redirect: {
    instead: ({ options: { location, status } }) => ({
      status: number(status, 302),
      headers: { location: typeof location === 'string' ? location : '/' },
    }),
  },
};

/** Other names that people and contracts use for the same faults. */
export const FAULT_ALIASES: Record<string, string> = {
  timeout_after_commit: 'commit_then_drop',
  '503': '503_html',
  '503 html': '503_html',
  '429+Retry-After': '429',
};

function number(value: unknown, otherwise: number): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : otherwise;
}

function html(status: number): SandboxAnswer {
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: '<html><head><title>Service Unavailable</title></head><body><h1>Service Unavailable</h1></body></html>',
  };
}

function cutInHalf(answer: SandboxAnswer): SandboxAnswer {
  const whole = JSON.stringify(answer.body ?? { id: 1 });
  const headers = { 'content-type': 'application/json', ...answer.headers };
  return { status: answer.status, headers, body: whole.slice(0, Math.ceil(whole.length / 2)) };
}

function wrapped({ status, message, code }: FaultOptions): SandboxAnswer {
  return { status: number(status, 400), body: { error: { message: message ?? 'Solicitud rechazada', code: code ?? 400 } } };
}

function withRetryAfter(answer: SandboxAnswer, options: FaultOptions): SandboxAnswer {
  const wanted = options.retry_after ?? 1;
  const headers = Object.fromEntries(Object.entries(answer.headers ?? {}).filter(([name]) => name !== 'retry-after'));
  if (wanted === 'none') return { ...answer, headers };
  const asDate = options.retry_after_as === 'date';
  const value = asDate ? new Date(Date.now() + number(wanted, 1) * 1000).toUTCString() : String(wanted);
  return { ...answer, headers: { ...headers, 'retry-after': value } };
}
