import { Logger } from '@nestjs/common';
import type { ErrorCategory } from '../errors/index.js';

/** The attempt's message, its end and its policy, as far as the log tells of them. */
export interface LoggedMessage {
  id: string;
  correlation_id: string;
  company: string;
  integration: string;
  attempt: number;
  claimed_at: Date | null;
}
export interface LoggedEnding {
  outcome: string;
  failure?: { category: ErrorCategory; code: string; message: string; cause?: unknown };
  decision?: { action: string; reason: string };
}

const log = new Logger('Attempt');

/** The one summary line of an attempt, `event: "attempt.finished"`: everything a search for a message needs. */
export function logAttempt(message: LoggedMessage, { outcome, failure, decision }: LoggedEnding, policy: { maxAttempts: number }): void {
  const line = {
    event: 'attempt.finished',
    msg: `${message.integration} ${outcome}`,
    message: message.id,
    correlation: message.correlation_id,
    company: message.company,
    integration: message.integration,
    attempt: message.attempt,
    max: policy.maxAttempts,
    duration_ms: message.claimed_at ? Math.max(0, Date.now() - message.claimed_at.getTime()) : null,
    outcome,
    category: failure?.category ?? null,
    code: failure?.code ?? null,
    decision: decision ? `${decision.action}: ${decision.reason}` : null,
    // What is a fault of ours is only explained here: operators see a sentence, we need the stack.
    ...(failure?.category === 'internal_error' && failure.cause instanceof Error && { err: failure.cause }),
  };
  if (failure) log.warn(line);
  else log.log(line);
}
