import type { ErrorCategory } from '../errors/index.js';
import type { RetryPolicy } from '../integration/retry-policy.js';

export interface Failed {
  category: ErrorCategory;
  /** What the provider asked for, in milliseconds. */
  retryAfterMs?: number;
  /** The call was held back by the house, nothing was sent. */
  held?: boolean;
}

/** What happens next to a failed message, and why. The reason is stored with the message and logged. */
export type Decision =
  /** Try again later; uses up an attempt. */
  | { action: 'retry'; delayMs: number; reason: string }
  /** The provider asked for patience: go on later, no attempt used up, and hold the credential's other calls too. */
  | { action: 'wait'; delayMs: number; reason: string }
  /** A write may have arrived: look it up later, and repeat it only if it certainly did not. */
  | { action: 'reconcile'; delayMs: number; reason: string }
  /** Nothing but a person can mend it: the message ends failed. */
  | { action: 'park'; reason: string }
  /** As `park`, and no further call is made with this credential until it is mended. */
  | { action: 'pause'; reason: string };

/** The only place where a retry is decided. Pure: `random` is 0…1. `attempt` counts from 1. */
export function decide(failed: Failed, attempt: number, policy: RetryPolicy, random: number): Decision {
  const { category } = failed;
  if (failed.held) return { action: 'wait', delayMs: waitFor(failed, attempt, policy, random), reason: 'la llamada no salió; no gasta intento' };
  const ofClass = policy.classes?.[category];
  // Without a word from the provider on how long, a class of its own may count even these.
  if (category === 'rate_limited' && (!ofClass || failed.retryAfterMs !== undefined)) return { action: 'wait', delayMs: waitFor(failed, attempt, policy, random), reason: 'límite de llamadas del proveedor; no gasta intento' };
  const attempts = attemptsFor(category, policy);
  const exhausted = attempt >= attempts;
  if (category === 'authentication_error' && (!ofClass || exhausted)) return { action: 'pause', reason: 'el proveedor rechaza la credencial; en pausa hasta corregirla' };
  if (!ofClass && !policy.retryable.includes(category)) return { action: 'park', reason: `${category} no se resuelve repitiendo` };
  if (exhausted) return { action: 'park', reason: `agotados los ${attempts} intentos` };
  const delayMs = waitFor(failed, attempt, policy, random);
  const of = `intento ${attempt + 1} de ${attempts}`;
  return category === 'outcome_unknown'
    ? { action: 'reconcile', delayMs, reason: `resultado desconocido: se busca antes de repetir (${of})` }
    : { action: 'retry', delayMs, reason: `${category}: ${of}` };
}

/** Tries in all that a category gets, the first included. */
export const attemptsFor = (category: ErrorCategory, { classes, maxAttempts }: RetryPolicy): number => Math.min(maxAttempts, (classes?.[category]?.maxRetries ?? Infinity) + 1);

function waitFor(failed: Failed, attempt: number, policy: RetryPolicy, random: number): number {
  const listed = policy.delaysSeconds[Math.min(attempt, policy.delaysSeconds.length) - 1] ?? 0;
  const own = listed * 1000 * (policy.classes?.[failed.category]?.multiplier ?? 1) * (1 + policy.jitter * (2 * random - 1));
  if (failed.retryAfterMs === undefined) return Math.round(own);
  // The provider's word wins, within reason; a little spread above it keeps waiters from arriving together.
  const asked = Math.min(Math.max(failed.retryAfterMs, 0), policy.retryAfterCapSeconds * 1000);
  return Math.round(asked * (1 + (policy.jitter / 2) * random));
}
