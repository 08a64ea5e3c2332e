/** An electronic document as `GET /api/hacienda/documents/{id}` shows it; amounts are decimals as text. */
export interface Einvoice {
  id: string;
  company: string;
  state: string;
  document_type: string | null;
  environment: string | null;
  clave: string | null;
  consecutive: string | null;
  issue_date: string | null;
  receiver_name: string | null;
  receiver_identification: string | null;
  receiver_email: string | null;
  currency: string | null;
  total: string | null;
  signed_at: string | null;
  submitted_at: string | null;
  accepted_at: string | null;
  rejected_at: string | null;
  checked_at: string | null;
  emailed_at: string | null;
  rejection: string | null;
  error_category: string | null;
  error_code: string | null;
  error_message: string | null;
  created_by: string | null;
  created_at: string;
  updated_at: string;
  input: Record<string, unknown>;
  document: Computed | null;
  /** What people should look at before they go on. */
  warnings: { code: string; message: string }[];
  /** The notes that take something back of it. */
  adjustments: { id: string; document_type: string; consecutive: string | null; state: string; amount: string }[];
}

/** What was computed of it, as far as the page shows it. */
export interface Computed {
  lines: Line[];
  other_charges: { description: string; amount: string }[];
  references: { number?: string; reason?: string; document_type: string }[];
  totals: Record<string, unknown>;
}

export interface Line {
  number: number;
  cabys?: string;
  quantity?: string;
  unit?: string;
  description: string;
  unit_price?: string;
  discounts: { amount: string }[];
  net_tax: string;
  total: string;
}

export interface HaciendaAnswer {
  id: string;
  message_type: string;
  status: string;
  decoded_xml: string | null;
  error_description: string | null;
  signature: string;
  warnings: { code: string; message: string }[];
  rows: { code: string | null; message: string; row: number | null; column: number | null }[];
  message_id: string | null;
  response_date: string;
}

export interface HaciendaRetry {
  id: string;
  operation: string;
  state: string;
  retry_count: number;
  max_retries: number;
  next_attempt: string | null;
  error_category: string;
  last_error: string | null;
  message_id: string;
}

/** A message of the log about this document. */
export interface HaciendaMessage {
  id: string;
  event_type: string;
  status: string;
  outcome: string | null;
  trigger: string;
  correlation_id: string;
  wait_reason: string | null;
  error_message: string | null;
  received_at: string;
  created_by: string | null;
}

export interface PollingSettings {
  auto_polling_enabled: boolean;
  polling_interval: number;
  polling_max_hours: number;
}

/** Everything its page shows. */
export interface Whole {
  document: Einvoice;
  answers: HaciendaAnswer[];
  retries: HaciendaRetry[];
  /** Newest first. */
  messages: HaciendaMessage[];
  settings: PollingSettings;
}

export type StationState = 'done' | 'running' | 'waiting' | 'failed' | 'undone' | 'todo';

export interface Station {
  name: string;
  state: StationState;
  at: string | null;
}

/** The operation that leads to each station. */
const OPERATIONS: Record<string, string> = { signed: 'sign', submitted: 'submit', verdict: 'check_status' };
const OPEN = ['received', 'processing'];

export const openMessage = ({ messages }: Whole): HaciendaMessage | undefined => messages.find(({ status, event_type }) => OPEN.includes(status) && event_type !== 'hacienda.email');
export const waitingRetry = ({ retries }: Whole): HaciendaRetry | undefined => retries.find(({ state, operation }) => (state === 'pending' || state === 'processing') && operation !== 'email');

/** Where a document stands, from its draft to Hacienda's word on it. */
export function stationsOf(whole: Whole): Station[] {
  const { document } = whole;
  const verdict = document.accepted_at ? 'accepted' : document.rejected_at ? 'rejected' : 'verdict';
  const stations: Omit<Station, 'state'>[] = [
    { name: 'draft', at: document.created_at },
    { name: 'generated', at: null },
    { name: 'signed', at: document.signed_at },
    { name: 'submitted', at: document.submitted_at },
    { name: verdict, at: document.accepted_at ?? document.rejected_at },
  ];
  const reached = stationReached(document);
  const [open, retry] = [openMessage(whole), waitingRetry(whole)];
  return stations.map((station, index) => ({ ...station, state: stateOf(index) }));

  function stateOf(index: number): StationState {
    if (verdict === 'rejected' && index === 4) return 'failed';
    if (document.state === 'canceled') return index <= reached ? 'undone' : 'todo';
    if (index <= reached) return 'done';
    if (index > reached + 1) return 'todo';
    if (open) return 'running';
    if (retry && (retry.operation === OPERATIONS[stations[index]!.name] || index === reached + 1)) return 'waiting';
    if (document.state === 'error') return 'failed';
    return document.state === 'submitted' ? 'waiting' : 'todo';
  }
}

function stationReached({ state, document, signed_at, submitted_at }: Einvoice): number {
  if (state === 'accepted' || state === 'rejected') return 4;
  if (submitted_at) return 3;
  if (signed_at) return 2;
  return document ? 1 : 0;
}

/** How soon the page looks again, in ms; null: nothing happens by itself any more. */
export function watchEvery(whole: Whole): number | null {
  if (openMessage(whole) || whole.retries.some(({ state }) => state === 'processing')) return 1_500;
  return whole.document.state === 'submitted' || whole.messages.some(({ status }) => OPEN.includes(status)) || whole.retries.some(({ state }) => state === 'pending') ? 5_000 : null;
}

const MINUTE_MS = 60_000;
const SETTLED_MS = 2 * MINUTE_MS;

/** When a submitted document is asked about next; `off` and `over` when only a person does it. */
export function nextCheck({ submitted_at, checked_at }: Einvoice, { auto_polling_enabled, polling_interval, polling_max_hours }: PollingSettings, now = Date.now()): Date | 'off' | 'over' {
  if (!auto_polling_enabled) return 'off';
  const submitted = Date.parse(submitted_at ?? '');
  const due = Math.max(submitted + SETTLED_MS, checked_at ? Date.parse(checked_at) + polling_interval * MINUTE_MS : 0, now);
  return due > submitted + polling_max_hours * 60 * MINUTE_MS ? 'over' : new Date(due);
}

export type Action = 'sign' | 'submit' | 'check-status' | 'generate' | 'edit' | 'copy' | 'cancel' | 'delete';

/** What can be done with it now, and the least role for each. The first is the one to go on with. */
export function actionsOf({ state, clave }: Einvoice): { action: Action; role: string }[] {
  const signed = clave !== null;
  const free = !signed && state !== 'canceled';
  const table: [Action, string, boolean][] = [
    ['generate', 'operator', state === 'draft'],
    ['sign', 'operator', !signed && (state === 'generated' || state === 'error')],
    ['submit', 'operator', signed && (state === 'signed' || state === 'error')],
    ['copy', 'operator', state === 'rejected'],
    ['check-status', 'operator', signed && ['signed', 'submitted', 'error'].includes(state)],
    ['submit', 'operator', state === 'submitted'],
    ['edit', 'operator', free],
    ['cancel', 'manager', ['draft', 'generated', 'signed', 'error'].includes(state)],
    ['delete', 'manager', !signed],
  ];
  return table.filter(([, , possible]) => possible).map(([action, role]) => ({ action, role }));
}
