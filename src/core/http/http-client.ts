import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import ipaddr from 'ipaddr.js';
import { Agent, request } from 'undici';
import { Env } from '../config/index.js';
import { BlockedAddress, isPublicAddress, publicOnlyLookup } from './addresses.js';
import type { Exchange, HttpAnswer, NetworkFault } from './exchange.js';

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: string;
  headers: Record<string, string>;
  body?: string;
  timeoutMs: number;
  signal?: AbortSignal;
}

const MAX_ANSWER_BYTES = 5 * 1024 * 1024;

/** The only place where Puente calls out. Keep-alive, timeouts, a size cap, no redirects, no private addresses. Never throws. */
@Injectable()
export class HttpClient implements OnApplicationShutdown {
  private readonly agent: Agent;

  constructor(private readonly env: Env) {
    this.agent = new Agent({
      keepAliveTimeout: 4_000, // shorter than common server limits: an idle connection the server just closed looks like a lost write
      connections: 64,
      pipelining: 1,
      connect: { timeout: 10_000, ...(env.ALLOW_PRIVATE_HOSTS ? {} : { lookup: publicOnlyLookup }) },
    });
  }

  async exchange(call: HttpRequest): Promise<Exchange> {
    const { method, url } = call;
    try {
      this.refuseLiteralPrivate(url);
      return { method, url, answer: await this.call(call) };
    } catch (error) {
      return { method, url, fault: toFault(error, call.signal) };
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.agent.destroy();
  }

  private async call({ method, url, headers, body, timeoutMs, signal }: HttpRequest): Promise<HttpAnswer> {
    const timeout = AbortSignal.timeout(timeoutMs);
    const answer = await request(url, {
      dispatcher: this.agent,
      method,
      headers,
      body,
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
    });
    return { status: answer.statusCode, headers: flatten(answer.headers), body: await readCapped(answer.body) };
  }

  // A literal address is never looked up, so the look-up hook does not see it.
  private refuseLiteralPrivate(url: string): void {
    if (this.env.ALLOW_PRIVATE_HOSTS) return;
    const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
    if (ipaddr.isValid(host) && !isPublicAddress(host)) throw new BlockedAddress(host);
  }
}

class AnswerTooLarge extends Error {
  readonly code = 'PUENTE_TOO_LARGE';
}

async function readCapped(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) throw new AnswerTooLarge('answer over 5 MB');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const flatten = (headers: Record<string, string | string[] | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]));

// Codes that mean nothing left this machine. Everything else may have reached the provider.
const BEFORE_SENDING: Record<string, NetworkFault['kind']> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  PUENTE_BLOCKED_ADDRESS: 'blocked_address',
  CERT_HAS_EXPIRED: 'tls',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls',
};
const AFTER_SENDING: Record<string, NetworkFault['kind']> = {
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'reset',
  PUENTE_TOO_LARGE: 'too_large',
};

function toFault(error: unknown, signal?: AbortSignal): NetworkFault {
  const { code = '', name, message } = rootOf(error);
  const before = BEFORE_SENDING[code];
  if (before) return { kind: before, sent: false, detail: message };
  if (name === 'TimeoutError') return { kind: 'timeout', sent: true, detail: message };
  if (name === 'AbortError') return { kind: signal?.aborted ? 'aborted' : 'timeout', sent: true, detail: message };
  return { kind: AFTER_SENDING[code] ?? 'other', sent: true, detail: `${code} ${message}`.trim() };
}

function rootOf(error: unknown): { code?: string; name: string; message: string } {
  const given = error as { code?: string; name: string; message: string; cause?: unknown; errors?: unknown[] };
  // Happy Eyeballs gathers one error per address; they agree on the kind.
  if (given.errors?.[0]) return rootOf(given.errors[0]);
  if (!given.code && given.cause) return rootOf(given.cause);
  return given;
}
