/** What the pages read from `/api/sync`. */
export const COUNTS = ['received', 'created', 'updated', 'unchanged', 'skipped', 'failed', 'deleted', 'errors'] as const;
export type Count = (typeof COUNTS)[number];
export type Counts = Partial<Record<Count, number>>;

export interface StepState extends Counts {
  step: string;
  execution_id: string | null;
  status: string | null;
  started_at: string | null;
  finished_at: string | null;
  pending_errors: number;
}

export interface StepRun extends Counts {
  step: string;
  status: string;
  message_id: string | null;
  wait_reason: string | null;
  error_message: string | null;
  /** Of accruals: what each month came to. */
  result: { months?: { month: string; amount: string }[] } | null;
  started_at: string | null;
  finished_at: string | null;
}

export interface PageRead {
  page: string;
  statistics: Counts;
  duration_ms: number;
  created_at: string;
}

export interface Execution extends Counts {
  id: string;
  company: string;
  process_type: string;
  status: string;
  trigger: string;
  start_date: string | null;
  end_date: string | null;
  dry_run: boolean;
  full_refresh: boolean;
  error_message: string | null;
  created_by: string;
  created_at: string;
  started_at: string | null;
  finished_at: string | null;
  steps: StepRun[];
  pages: PageRead[];
}

/** The steps in their order; those without months always read everything. */
export const SYNC_STEPS = [
  { step: 'services', dated: false }, { step: 'invoices', dated: true }, { step: 'crm-clients', dated: true },
  { step: 'service-periods', dated: true }, { step: 'notion-external-id', dated: false }, { step: 'accruals', dated: true },
] as const;

/** What a person fills in; months as `YYYY-MM`, both included. */
export interface SyncDraft {
  step: string;
  rest: boolean;
  from: string;
  to: string;
  dry_run: boolean;
  full_refresh: boolean;
}

export const isAccruals = ({ step }: SyncDraft): boolean => step === 'accruals';
/** Whether months mean anything to what is asked for. */
export const takesMonths = ({ step, rest }: SyncDraft): boolean => (rest && step !== 'accruals') || SYNC_STEPS.some((one) => one.step === step && one.dated);

/** The request: the API's end is not included. */
export function requestOf(draft: SyncDraft, company: string): { path: string; body: Record<string, unknown> } {
  const { step, rest, from, to, dry_run, full_refresh } = draft;
  const months = takesMonths(draft) ? { ...(from && { start_date: `${from}-01` }), ...(to && { end_date: `${after(to)}-01` }) } : {};
  const body = { company, ...months, dry_run, full_refresh: full_refresh && !isAccruals(draft) };
  return rest && !isAccruals(draft) ? { path: '/api/sync/execute-process', body: { from_step: step, ...body } } : { path: '/api/sync/execute-step', body: { step_name: step, ...body } };
}

function after(month: string): string {
  const [year = 0, of = 0] = month.split('-').map(Number);
  return of === 12 ? `${year + 1}-01` : `${year}-${String(of + 1).padStart(2, '0')}`;
}

export const isUnderWay = ({ status }: Pick<Execution, 'status'>): boolean => status === 'pending' || status === 'running';

/** Whole seconds between two instants; null before the end. */
export const secondsOf = ({ started_at, finished_at }: { started_at: string | null; finished_at: string | null }): number | null =>
  started_at && finished_at ? Math.round((Date.parse(finished_at) - Date.parse(started_at)) / 1_000) : null;

/** The list of errors of a step. */
export const errorsOf = (company: string, step: string): string => `/admin/resources/errors?${new URLSearchParams({ 'filters.operation': step, 'filters.company': company, 'filters.status': 'pending' }).toString()}`;
export const historyOf = (company: string): string => `/admin/resources/devengo-executions?${new URLSearchParams({ 'filters.company': company }).toString()}`;
