import type { Facts } from './facts.js';
import { judge } from './judge.js';

const CREDENTIAL = {
  id: 3, company: 'demo', integration: 'alegra', name: 'default', active: true, pause_reason: null, version: 1, last_check_at: new Date('2026-01-01T00:00:00Z'),
  last_check_ok: true, last_check_message: null, unreadable: null,
};
const WELL: Facts = {
  environment: { database: 'embedded', queues: 'postgres', data_dir: './data', production: false, sandbox: true },
  readiness: { status: 'ok', reason: null, checks: { database: 'ok', migrations: 'ok', queue: 'ok' } },
  processes: 1,
  credentials: [CREDENTIAL],
  schedules: [{ name: 'core.sweep-queues', late_seconds: 0, last_state: 'completed', last_error: null }],
  messages: { waiting: 0, waiting_long: 0, failed_last_day: 0, retries_pending: 0 },
  open_errors: 0,
  disk: { path: './data', free_bytes: 50e9 },
};
const levels = (facts: Partial<Facts>, area: string): string[] => judge({ ...WELL, ...facts }).filter((found) => found.area === area).map(({ level }) => level);

it('a healthy house has nothing to mend', () => {
  expect(judge(WELL).filter(({ level }) => level !== 'ok')).toEqual([]);
});

it.each<[string, Partial<Facts>, string, string]>([
  ['the queue is away', { readiness: { status: 'unavailable', reason: 'the queues cannot be reached', checks: { queue: 'unavailable' } } }, 'colas', 'wrong'],
  ['nobody works while messages wait', { processes: 0, messages: { ...WELL.messages, waiting: 2 } }, 'procesos', 'wrong'],
  ['nobody works and nothing waits', { processes: 0 }, 'procesos', 'warning'],
  ['a credential is paused', { credentials: [{ ...CREDENTIAL, pause_reason: '401' }] }, 'credencial 3', 'wrong'],
  ['a credential cannot be read', { credentials: [{ ...CREDENTIAL, unreadable: 'falta la clave k1' }] }, 'credencial 3', 'wrong'],
  ['a check failed', { credentials: [{ ...CREDENTIAL, last_check_ok: false }] }, 'credencial 3', 'wrong'],
  ['a credential was never checked', { credentials: [{ ...CREDENTIAL, last_check_at: null, last_check_ok: null }] }, 'credencial 3', 'warning'],
  ['there is no credential', { credentials: [] }, 'credenciales', 'warning'],
  ['messages wait too long', { messages: { ...WELL.messages, waiting_long: 1 } }, 'mensajes', 'wrong'],
  ['a schedule is late', { schedules: [{ ...WELL.schedules[0]!, late_seconds: 600 }] }, 'tareas', 'wrong'],
  ['a schedule failed', { schedules: [{ ...WELL.schedules[0]!, last_state: 'failed' }] }, 'tareas', 'warning'],
  ['the disk is full', { disk: { path: './data', free_bytes: 1e8 } }, 'disco', 'wrong'],
])('sees that %s', (_, facts, area, level) => {
  expect(levels(facts, area)).toContain(level);
  expect(judge({ ...WELL, ...facts }).filter(({ level: found }) => found !== 'ok').every(({ remedy }) => remedy)).toBe(true);
});
