import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { controlRoutes } from './control-routes.js';
import { FaultBoard } from './fault-board.js';
import { type LedgerEntry, RequestLedger } from './request-ledger.js';
import { createRouter } from './router.js';
import { Refusal, type SandboxAnswer, type SandboxProvider, type SandboxRequest } from './sandbox-provider.js';
import { encodeAnswer, parseBody, readBody } from './wire.js';

export interface RunningSandbox {
  /** The origin, e.g. `http://127.0.0.1:40123`: control endpoints live here. */
  url: string;
  /** What belongs into a credential's base URL: the origin and the provider's base path. */
  baseUrl: string;
  port: number;
  /** What it is told to do wrong. */
  faults: FaultBoard;
  stop(): Promise<void>;
}

export interface Sandbox {
  /** `port` 0 (default) takes a free one. Rejects when the port is taken. */
  start(options?: { port?: number; host?: string }): Promise<RunningSandbox>;
}

/** A real HTTP server around a simulated provider: records every request, and misbehaves when told to. */
export function createSandbox(provider: SandboxProvider): Sandbox {
  const ledger = new RequestLedger();
  const faults = new FaultBoard(provider.faults);
  const controls = createRouter(controlRoutes(provider, ledger, faults));
  const router = createRouter(provider.routes);

  async function serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const raw = await readBody(message);
    const { request, malformed } = toRequest(message, raw ?? Buffer.alloc(0));
    const control = controls.find(request.method, request.path);
    if (typeof control !== 'string') return send(response, await guarded(provider, () => control.route.handle(request)));

    const entry = ledger.open(request);
    response.once('close', () => ledger.close());
    const struck = faults.strike(request);
    entry.fault = struck?.name ?? null;
    const { fault, options = {} } = struck ?? {};

    if (fault?.hold) await sleep(fault.hold(options), undefined, { ref: false });
    if (fault?.cut) return void response.destroy();

    const context = { request, refusals: provider.refusals, options };
    const unspoilt = fault?.instead?.(context) ?? (await answerOf(request, malformed, raw === undefined, entry));
    const spoilt = fault?.rewrite?.(unspoilt, context) ?? unspoilt;
    const answer = { ...spoilt, headers: { ...provider.headers?.(request), ...spoilt.headers } };
    if (fault?.deliver) return fault.deliver(response, answer, options);
    entry.status = answer.status;
    send(response, answer);
  }

  function answerOf(request: SandboxRequest, malformed: boolean, tooLarge: boolean, entry: LedgerEntry): Promise<SandboxAnswer> {
    return guarded(
      provider,
      () => {
        if (tooLarge) return provider.refusals.tooLarge();
        const refused = provider.admit?.(request);
        if (refused) return refused;
        const found = router.find(request.method, request.path);
        if (found === 'not_found') return provider.refusals.notFound();
        if (found === 'method_not_allowed') return provider.refusals.methodNotAllowed();
        if (malformed) return provider.refusals.malformedBody();
        return found.route.handle({ ...request, params: found.params });
      },
      (crash) => (entry.crash = crash),
    );
  }

  return {
    async start({ port = 0, host = '127.0.0.1' } = {}) {
      const server = createServer((message, response) => {
        serve(message, response).catch(() => response.destroy());
      });
      await new Promise<void>((resolve, reject) => {
        server.once('error', (cause) => reject(new Error(`Sandbox "${provider.id}" cannot listen on ${host}:${port}: ${cause.message}`)));
        server.listen(port, host, resolve);
      });
      const bound = (server.address() as AddressInfo).port;
      const url = `http://${host.includes(':') ? `[${host}]` : host}:${bound}`;
      const stop = () =>
        new Promise<void>((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        });
      return { url, baseUrl: url + provider.basePath, port: bound, faults, stop };
    },
  };
}

function toRequest(message: IncomingMessage, rawBody: Buffer): { request: SandboxRequest; malformed: boolean } {
  const url = new URL(message.url ?? '/', 'http://sandbox');
  const headers = Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [name, String(value)]));
  const { body, malformed } = parseBody(rawBody, headers['content-type']);
  const method = message.method ?? 'GET';
  return { request: { method, path: url.pathname, query: url.searchParams, headers, params: {}, body, rawBody }, malformed };
}

/** A refusal is an answer; anything else thrown is a bug of the sandbox, told apart in the log. */
async function guarded(
  provider: SandboxProvider,
  handle: () => SandboxAnswer | Promise<SandboxAnswer>,
  onCrash?: (crash: string) => void,
): Promise<SandboxAnswer> {
  try {
    return await handle();
  } catch (thrown) {
    if (thrown instanceof Refusal) return thrown.answer;
    onCrash?.(thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown));
    return provider.refusals.serverError();
  }
}

function send(response: ServerResponse, answer: SandboxAnswer): void {
  const { headers, bytes } = encodeAnswer(answer);
  response.writeHead(answer.status, headers).end(bytes);
}
