import { stationsOf, type Execution, type Try } from './erpnext-stations.js';

const STEPS = ['step1_po_a', 'step2_pr_a', 'step3_dn_a', 'step4_pr_b'] as const;
const tried = (step: string, action: string, status: string, more: Partial<Try> = {}): Try =>
  ({ step, action, status, attempt: 1, document: null, error: null, generation: 1, message_id: 'm1', started_at: '', finished_at: null, ...more });

const execution = (more: Partial<Execution>): Execution => ({
  id: 1, company: 'default', status: 'pending', progress: 'pending', generation: 1, payload_json: {}, failed_step: null, error_category: null, error_code: null, error_message: null,
  next_attempt_at: null, wait_reason: null, warnings: [], canceling: false, running: false, correlation_id: '', message_id: '', idempotency_key: null, created_by: null, created_at: '',
  updated_at: '', steps: [], documents: [], instances: [{ side: 'a', id: 1, name: 'Norte' }, { side: 'b', id: 2, name: 'Sur' }], ...more,
});
const undone = STEPS.map((step) => tried(step, 'cancel', 'done'));

it.each([
  ['accepted', { running: true }, ['running', 'todo', 'todo', 'todo']],
  ['after two steps', { status: 'step2_pr_a', progress: 'step2_pr_a', running: true }, ['done', 'done', 'running', 'todo']],
  ['waiting for its retry', { status: 'step1_po_a', progress: 'step1_po_a', failed_step: 'step2_pr_a', next_attempt_at: 'soon' }, ['done', 'waiting', 'todo', 'todo']],
  ['failed', { status: 'failed', progress: 'step2_pr_a', failed_step: 'step3_dn_a' }, ['done', 'done', 'failed', 'todo']],
  ['completed', { status: 'completed', progress: 'completed' }, ['done', 'done', 'done', 'done']],
  ['half canceled', { status: 'completed', progress: 'completed', canceling: true, running: true, steps: [...undone.slice(2), tried('step2_pr_a', 'cancel', 'running')] }, ['done', 'running', 'undone', 'undone']],
  ['a cancellation that was refused', { status: 'failed', progress: 'completed', canceling: true, failed_step: 'step3_dn_a', steps: undone.slice(3) }, ['done', 'done', 'failed', 'undone']],
  ['canceled', { status: 'canceled', progress: 'canceled', steps: undone.slice(0, 2) }, ['undone', 'undone', 'todo', 'todo']],
  ['restarted after that', { progress: 'pending', generation: 2, running: true, steps: undone }, ['running', 'todo', 'todo', 'todo']],
  ['a draft of older data thrown away', { progress: 'step1_po_a', status: 'step1_po_a', running: true, steps: [tried('step2_pr_a', 'delete', 'done')] }, ['done', 'running', 'todo', 'todo']],
] satisfies [string, Partial<Execution>, string[]][])('%s', (_, given, states) => {
  expect(stationsOf(execution(given)).map(({ state }) => state)).toEqual(states);
});

it('counts the times a station was worked on, in this round, and names its instance', () => {
  const steps = [
    tried('step1_po_a', 'create', 'done'), tried('step1_po_a', 'submit', 'failed'), tried('step1_po_a', 'submit', 'done', { message_id: 'm2' }), tried('step1_po_a', 'create', 'done', { generation: 0 }),
    tried('step1_po_a', 'cancel', 'done', { message_id: 'm3' }),
  ];
  expect(stationsOf(execution({ steps })).map(({ attempts, instance }) => [attempts, instance])).toEqual([[2, 'Norte'], [0, 'Norte'], [0, 'Norte'], [0, 'Sur']]);
});
