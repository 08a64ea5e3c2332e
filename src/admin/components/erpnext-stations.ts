/** An execution as `GET /api/v1/workflow/executions/{id}` shows it. */
export interface Execution {
  id: number;
  company: string;
  status: string;
  /** The last step that is done. */
  progress: string;
  generation: number;
  payload_json: Record<string, unknown>;
  failed_step: string | null;
  error_category: string | null;
  error_code: string | null;
  error_message: string | null;
  next_attempt_at: string | null;
  wait_reason: string | null;
  warnings: { code: string; message: string }[];
  canceling: boolean;
  running: boolean;
  correlation_id: string;
  message_id: string;
  idempotency_key: string | null;
  created_by: string | null;
  created_at: string;
  updated_at: string;
  steps: Try[];
  instances: { side: 'a' | 'b'; id: number; name: string }[];
  documents: { step: string; doctype: string; name: string; url: string }[];
}

export interface Try {
  step: string;
  action: string;
  status: string;
  attempt: number;
  document: string | null;
  error: string | null;
  generation: number;
  message_id: string;
  started_at: string;
  finished_at: string | null;
}

export type StationState = 'done' | 'running' | 'waiting' | 'failed' | 'undone' | 'todo';

export interface Station {
  step: string;
  side: 'a' | 'b';
  state: StationState;
  instance?: string;
  document?: Execution['documents'][number];
  /** How often this round has worked on it. */
  attempts: number;
}

const STATIONS = [{ step: 'step1_po_a', side: 'a' }, { step: 'step2_pr_a', side: 'a' }, { step: 'step3_dn_a', side: 'a' }, { step: 'step4_pr_b', side: 'b' }] as const;
const UNDOING = ['cancel', 'delete'];

/** Where an execution stands, station by station; only its present round counts. */
export function stationsOf(execution: Execution): Station[] {
  const done = execution.progress === 'completed' ? STATIONS.length : STATIONS.findIndex(({ step }) => step === execution.progress) + 1;
  return STATIONS.map(({ step, side }, at) => {
    const tries = execution.steps.filter((each) => each.step === step && each.generation === execution.generation);
    return {
      step, side,
      state: stateOf(execution, step, tries, { isDone: at < done, isNext: at === done }),
      instance: execution.instances.find((each) => each.side === side)?.name,
      document: execution.documents.find((each) => each.step === step),
      attempts: new Set(tries.filter(({ action }) => !UNDOING.includes(action)).map(({ message_id }) => message_id)).size,
    };
  });
}

function stateOf(execution: Execution, step: string, tries: readonly Try[], { isDone, isNext }: { isDone: boolean; isNext: boolean }): StationState {
  const last = tries.at(-1);
  if (execution.failed_step === step) return execution.status === 'failed' ? 'failed' : 'waiting';
  if (last?.status === 'running' && execution.running) return 'running';
  // A draft of older data is deleted too, and made anew: only a cancellation leaves it so.
  if ((execution.canceling || execution.status === 'canceled') && last && UNDOING.includes(last.action) && last.status === 'done') return 'undone';
  if (isDone) return 'done';
  return isNext && execution.running && !execution.canceling ? 'running' : 'todo';
}

/** Something still happens by itself. */
export const moves = ({ running, next_attempt_at }: Execution): boolean => running || next_attempt_at !== null;
