import type { ErrorCategory } from '../errors/index.js';
import type { PinoLoggerService } from './pino-logger.service.js';

/** How one attempt at one message ended. */
export interface FinishedAttempt {
  message: string;
  correlation: string;
  company: string;
  integration: string;
  attempt: number;
  /** Tries in all. */
  max: number;
  duration_ms: number;
  outcome: string;
  category: ErrorCategory | null;
  /** What `decide()` answered. */
  decision: string | null;
}

/** The one summary line of an attempt, `event: "attempt.finished"`: everything a search for a message needs. */
export function logAttempt(log: PinoLoggerService, attempt: FinishedAttempt): void {
  log.event('attempt.finished', { ...attempt }, attempt.category === null ? 'info' : 'warn');
}
