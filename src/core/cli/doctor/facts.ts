import type { Readiness } from '../../health/index.js';

export interface CredentialFact {
  id: number;
  company: string;
  integration: string;
  name: string;
  active: boolean;
  pause_reason: string | null;
  /** Grows with every change of the credential; a change forgets the last check. */
  version: number;
  last_check_at: Date | null;
  last_check_ok: boolean | null;
  last_check_message: string | null;
  /** Why its secrets cannot be read; null when they can. */
  unreadable: string | null;
}

export interface ScheduleFact {
  name: string;
  /** Seconds since its time came and nobody ran it; 0 when it is not late or is paused. */
  late_seconds: number;
  last_state: string | null;
  last_error: string | null;
}

/** What the doctor looks at, before judging. */
export interface Facts {
  environment: { database: 'embedded' | 'external'; queues: 'postgres' | 'redis'; data_dir: string; production: boolean; sandbox: boolean };
  readiness: Readiness;
  /** Puente processes on this database, this one not counted. */
  processes: number;
  credentials: CredentialFact[];
  schedules: ScheduleFact[];
  messages: { waiting: number; waiting_long: number; failed_last_day: number; retries_pending: number };
  open_errors: number;
  disk: { path: string; free_bytes: number };
}
