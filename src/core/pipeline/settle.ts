import { IntegrationFailure } from '../errors/index.js';
import type { RemoteDocument } from './remote-document.entity.js';

/** How long a provider may still be busy with a write whose call is over: only after this is "not found" believed. */
const SETTLE_MS = 15_000;
/** A worker that died or was overtaken says nothing of its call: that may be under way as long as any call may take, and settles then. */
const UNDER_WAY_MS = 40_000;

/** Not found, but the write may still be on its way: look again later instead of writing a second time. Throws while it is too early. */
export function refuseTooEarly({ intent_at, details }: RemoteDocument, provider: { id: string; label: string }): void {
  const left = (details.over === false ? UNDER_WAY_MS : SETTLE_MS) - (Date.now() - intent_at.getTime());
  if (left <= 0) return;
  throw new IntegrationFailure('outcome_unknown', {
    code: `${provider.id}.settling`,
    message: `Un envío anterior no tuvo respuesta y ${provider.label} todavía no lo muestra. Se volverá a buscar antes de repetir.`,
    retryAfterMs: left + 500,
    held: true,
  });
}

/** The provider turned the write away before looking at it, or it never left: nothing to look up, no time to wait. */
export function neverWritten(error: unknown): boolean {
  return error instanceof IntegrationFailure && (error.held || TURNED_AWAY.has(error.category));
}

// Of a write, `network_error` is only what was not sent: every integration's error table sees to that.
const TURNED_AWAY: ReadonlySet<string> = new Set(['rate_limited', 'authentication_error', 'network_error']);
