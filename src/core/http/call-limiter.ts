import { Injectable } from '@nestjs/common';
import {
  BrokenCircuitError, bulkhead, circuitBreaker, CircuitState, ConsecutiveBreaker, handleWhenResult,
  type BulkheadPolicy, type CircuitBreakerPolicy,
} from 'cockatiel';
import { CredentialEvents, CredentialStateService } from '../credentials/index.js';
import { IntegrationFailure } from '../errors/index.js';
import type { CallLimits } from '../integration/index.js';
import type { Exchange } from './exchange.js';

const BREAK_AFTER = 8;
const HALF_OPEN_AFTER_MS = 30_000;
/** Tokens fetched from the shared bucket at once, so that a call does not cost a commit. */
const LEASE = 10;
/** A call waits this long in place for a token; beyond it, the message gives way. */
const PATIENCE_MS = 5_000;

interface Line {
  /** By how many calls each lets leave at once: a company may change that while calls are under way. */
  bulkheads: Map<number, BulkheadPolicy>;
  breaker: CircuitBreakerPolicy;
  openUntil: number;
  tokens: number;
}

/** Limits calls per credential: tokens per minute over all workers, calls at once per process, and a circuit breaker. */
@Injectable()
export class CallLimiter {
  private readonly lines = new Map<number, Line>();
  /** Whose next failure opens the breaker again at once. */
  private readonly probed = new Set<number>();

  constructor(
    private readonly state: CredentialStateService,
    events: CredentialEvents,
  ) {
    // Failures of the old address or the old secrets say nothing about the new ones.
    events.on('changed', (id) => this.lines.delete(id));
    events.on('probe', (id) => void (this.lines.delete(id) && this.probed.add(id)));
  }

  /** Makes `call` when it may be made. Throws a held `IntegrationFailure` when it may not. */
  async run(credentialId: number, limits: CallLimits, call: () => Promise<Exchange>): Promise<Exchange> {
    const line = this.line(credentialId);
    return bulkheadOf(line, limits.concurrency).execute(async () => {
      await this.admit(credentialId, line, limits);
      try {
        const exchange = await line.breaker.execute(call);
        if (!isProviderDown(exchange) && this.probed.delete(credentialId)) this.lines.delete(credentialId);
        return exchange;
      } catch (error) {
        if (error instanceof BrokenCircuitError) throw breakerOpen(Math.max(line.openUntil - Date.now(), 1_000));
        throw error;
      }
    });
  }

  /** The provider wants no call for so long, from any worker; messages wait, and use no attempt up. */
  async rest(credentialId: number, ms: number | undefined): Promise<void> {
    if (ms !== undefined && ms > 0) await this.state.throttle(credentialId, new Date(Date.now() + ms));
  }

  private async admit(id: number, line: Line, limits: CallLimits): Promise<void> {
    const gate = await this.state.gate(id);
    if (!gate.open) throw held(gate.reason.es, gate.until ? gate.until.getTime() - Date.now() : 60_000);
    if (line.breaker.state === CircuitState.Open && line.openUntil > Date.now()) throw breakerOpen(line.openUntil - Date.now());
    for (let waited = 0; line.tokens < 1; waited += TOKEN_PAUSE_MS) {
      line.tokens += await this.state.takeTokens(id, limits.perMinute, LEASE);
      if (line.tokens >= 1) break;
      if (waited >= PATIENCE_MS) throw held('Se alcanzó el límite de llamadas por minuto de esta credencial.', PATIENCE_MS);
      await new Promise((resolve) => setTimeout(resolve, TOKEN_PAUSE_MS));
    }
    line.tokens--;
  }

  private line(id: number): Line {
    const known = this.lines.get(id);
    if (known) return known;
    const breaker = circuitBreaker(handleWhenResult((result) => isProviderDown(result as Exchange)), {
      halfOpenAfter: HALF_OPEN_AFTER_MS,
      breaker: new ConsecutiveBreaker(this.probed.has(id) ? 1 : BREAK_AFTER),
    });
    const line: Line = { bulkheads: new Map(), breaker, openUntil: 0, tokens: 0 };
    breaker.onStateChange((state) => this.report(id, line, state));
    this.lines.set(id, line);
    return line;
  }

  private report(id: number, line: Line, state: CircuitState): void {
    if (this.lines.get(id) !== line) return; // a late failure of a credential that was changed meanwhile
    const open = state === CircuitState.Open;
    line.openUntil = open ? Date.now() + HALF_OPEN_AFTER_MS : 0;
    const name = open ? 'open' : state === CircuitState.HalfOpen ? 'half_open' : 'closed';
    // Shown to people and to other workers; losing one report only delays what they see.
    void this.state.reportBreaker(id, name, open ? new Date(line.openUntil) : null).catch(() => undefined);
  }
}

const TOKEN_PAUSE_MS = 250;

function bulkheadOf({ bulkheads }: Line, concurrency: number): BulkheadPolicy {
  const known = bulkheads.get(concurrency) ?? bulkhead(concurrency, Infinity);
  bulkheads.set(concurrency, known);
  return known;
}

// A refusal is an answer: only silence and 5xx say that the provider itself is unwell.
function isProviderDown({ answer, fault }: Exchange): boolean {
  if (fault) return fault.kind !== 'blocked_address' && fault.kind !== 'aborted';
  return (answer?.status ?? 0) >= 500;
}

const held = (message: string, retryAfterMs: number): IntegrationFailure =>
  new IntegrationFailure('transient_error', { code: 'call_held', message, retryAfterMs: Math.max(retryAfterMs, 500), held: true });

const breakerOpen = (retryAfterMs: number): IntegrationFailure =>
  held('El proveedor falla seguido; se dejó de llamar por un momento (cortacircuitos abierto).', retryAfterMs);
