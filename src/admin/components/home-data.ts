import { grouped } from './amount.js';

/** What `GET /api/statistics/…` answers; the server says what each figure means (src/core/statistics/statistics.dto.ts). */
export interface Frame {
  range: Range;
  company: string | null;
  timezone: string;
  from: string;
  counted_until: string | null;
  capped: boolean;
}

export interface CategoryCount {
  error_category: string;
  count: number;
}

export interface Provider {
  host: string;
  calls: number;
  failed: number;
  mean_ms: number | null;
  slowest_ms: number;
  errors: CategoryCount[];
}

export interface Standing {
  id: number;
  company: string;
  name: string;
  environment: string;
  active: boolean;
  state: 'open' | 'paused' | 'throttled' | 'broken' | 'inactive';
  reason: string | null;
  until: string | null;
  per_minute: number | null;
  calls_left: number | null;
  last_check_at: string | null;
  last_check_ok: boolean | null;
  last_check_message: string | null;
  session_until: string | null;
  certificate_owner: string | null;
  certificate_until: string | null;
  certificate_problem: string | null;
}

export interface Schedule {
  name: string;
  description: string;
  paused: boolean;
  next_run_at: string | null;
  late: boolean;
  last_state: string | null;
  last_error: string | null;
  last_run_at: string | null;
}

export interface Step {
  from: string;
  to: string;
  by_outcome: Record<string, number>;
}

export interface Figures {
  id: string;
  label: string;
  steps: Step[];
  by_outcome: Record<string, number>;
  success_rate: number | null;
  failed_by_category: CategoryCount[];
  waiting: number;
  processing: number;
  retrying: number;
  errors: number;
  oldest_due: { message_id: string; at: string; why: string | null } | null;
  providers: Provider[];
  credentials: Standing[];
  schedules: Schedule[];
}

export interface Overview extends Frame {
  integrations: Figures[];
  schedules: Schedule[];
  ending_keys: { id: string; name: string; expires_at: string }[];
}

export const RANGES = ['24h', '7d', '30d'] as const;
export type Range = (typeof RANGES)[number];

export const total = (counts: Record<string, number>): number => Object.values(counts).reduce((sum, count) => sum + count, 0);

/** 99,5 %; never 100 % while something failed. */
export function percentOf(rate: number, language: string): string {
  const shown = rate < 1 ? Math.min(Math.floor(rate * 1_000) / 10, 99.9) : 100;
  return `${new Intl.NumberFormat(language === 'es' ? 'es-CR' : 'en-GB', { maximumFractionDigits: 1 }).format(shown)} %`;
}

/** 66 672. */
export const countOf = (count: number, language: string): string => grouped(String(count), language === 'es' ? 'es' : 'en');

/** 340 ms, 1,2 s, 2 min. */
export function spanOf(ms: number, language: string): string {
  const number = (value: number, digits: number) => new Intl.NumberFormat(language === 'es' ? 'es-CR' : 'en-GB', { maximumFractionDigits: digits }).format(value);
  if (ms < 1_000) return `${number(ms, 0)} ms`;
  if (ms < 60_000) return `${number(ms / 1_000, 1)} s`;
  if (ms < 3_600_000) return `${number(ms / 60_000, 0)} min`;
  return ms < 86_400_000 * 2 ? `${number(ms / 3_600_000, 0)} h` : `${number(ms / 86_400_000, 0)} d`;
}
