import type { TimelineEntry } from '../message-log/index.js';
import { timelineText } from './timeline-text.js';

const ENTRY: TimelineEntry = {
  at: new Date('2026-01-02T03:04:05.678Z'), kind: 'received', message_id: 'm-1', parent_id: null, direction: 'inbound', event_type: 'Sales Invoice.on_submit',
  attempt: 1, trigger: 'webhook', status: 'processed', outcome: null, http_method: null, url: null, http_status: null, duration_ms: null,
  error_category: null, error_code: null, error_message: null, decision: null, next_attempt_at: null, wait_reason: null, created_by: null,
  reason: null, changes: [],
};
const text = (entry: Partial<TimelineEntry>): string => timelineText([{ ...ENTRY, ...entry }]).join('\n');

describe('timelineText', () => {
  it('tells who sent what, and what an edited resend changed', () => {
    expect(text({})).toBe('2026-01-02 03:04:05.678  recibido  m-1  intento 1, webhook');
    const resent = text({ kind: 'resend', trigger: 'resend', created_by: 'ana', reason: 'faltaba', changes: [{ path: 'customer', before: null, after: 'Ana' }] });
    expect(resent).toContain('resend por ana');
    expect(resent).toContain('motivo: faltaba');
    expect(resent).toContain('cambió customer: null → "Ana"');
  });

  it('sets calls in, with their answer or the lack of one', () => {
    expect(text({ kind: 'call', http_method: 'POST', url: 'https://a.test/x', http_status: 201, duration_ms: 12 })).toContain('    llamada  POST https://a.test/x → 201 (12 ms)');
    expect(text({ kind: 'call', http_method: 'GET', url: 'https://a.test/x' })).toContain('→ sin respuesta');
  });

  it('says why it failed, what was decided and when it goes on', () => {
    const failed = text({
      kind: 'finished', outcome: 'retry_scheduled', error_category: 'server_error', error_code: 'alegra.500', error_message: 'Alegra falló.',
      decision: 'retry: intento 2 de 3', next_attempt_at: new Date('2026-01-02T03:05:00Z'),
    });
    expect(failed).toContain('✗ server_error alegra.500: Alegra falló.');
    expect(failed).toContain('decisión: retry: intento 2 de 3');
    expect(failed).toContain('sigue: 2026-01-02T03:05:00.000Z');
  });

  it('says what a waiting message waits for', () => {
    expect(text({ status: 'received', wait_reason: 'credencial en pausa' })).toContain('espera: credencial en pausa');
  });
});
