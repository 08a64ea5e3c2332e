/** What `GET /api/hacienda/statistics` answers. */
export interface Statistics {
  by_state: Record<string, number>;
  acceptance_rate: number | null;
  average_acceptance_seconds: number | null;
  retry_queue: Record<string, number>;
  today: Record<string, number>;
}

/** What `GET /api/hacienda/activity` answers. */
export interface Activity {
  days: { day: string; by_state: Record<string, number> }[];
  companies: { company: string; by_state: Record<string, number> }[];
}

export interface Certificate {
  credential_id: number;
  company: string;
  name: string;
  environment: string;
  owner: string | null;
  identification: string | null;
  expires_at: string | null;
  days_left: number | null;
  problem: string | null;
}

export const STATES = ['draft', 'generated', 'signed', 'submitted', 'accepted', 'rejected', 'error', 'canceled'] as const;

/** What happened today, and the column of the documents that says when. */
export const TODAY = [
  { figure: 'created', at: 'created_at' },
  { figure: 'signed', at: 'signed_at' },
  { figure: 'submitted', at: 'submitted_at' },
  { figure: 'accepted', at: 'accepted_at' },
  { figure: 'rejected', at: 'rejected_at' },
] as const;

const DAY_MS = 86_400_000;

/** The list behind a number. `at` names a column of time, `day` one of Costa Rica's days. */
export function documentsOf({ state, company, at = 'created_at', day }: { state?: string; company?: string | null; at?: string; day?: string }): string {
  const query = new URLSearchParams();
  if (state) query.set('filters.state', state);
  if (company) query.set('filters.company', company);
  if (day) {
    // UTC−6 all year.
    const from = new Date(`${day}T06:00:00.000Z`);
    query.set(`filters.${at}~~from`, from.toISOString());
    query.set(`filters.${at}~~to`, new Date(from.getTime() + DAY_MS - 1).toISOString());
  }
  return `/admin/resources/hacienda-documents?${query.toString()}`;
}

/** The entries of the retry queue behind a number. */
export function retriesOf(state: string, company: string | null): string {
  return `/admin/resources/retry-queue?${new URLSearchParams({ 'filters.integration': 'hacienda', 'filters.state': state, ...(company && { 'filters.company': company }) }).toString()}`;
}

/** Costa Rica's day of an instant: `2026-11-28`. */
export const costaRicaDay = (at: Date): string => new Date(at.getTime() - 6 * 3_600_000).toISOString().slice(0, 10);

/** `0.9876` → `98.8 %`. */
export const percent = (share: number | null): string => (share === null ? '—' : `${(share * 100).toFixed(1).replace(/\.0$/, '')} %`);

/** `3725` → `1 h 2 min`. */
export function duration(seconds: number | null): string {
  if (seconds === null) return '—';
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  return minutes < 60 ? `${minutes} min ${whole % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
