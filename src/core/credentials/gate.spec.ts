import type { CredentialState } from './credential-state.entity.js';
import { readGate } from './gate.js';

const now = new Date('2026-03-01T10:00:00Z');
const later = new Date('2026-03-01T10:05:00Z');
const before = new Date('2026-03-01T09:59:59Z');
const state = (part: Partial<CredentialState>): CredentialState => ({
  credential_id: 1, paused_at: null, pause_reason: null, throttled_until: null, breaker: 'closed', breaker_until: null,
  tokens: 0, tokens_at: now, updated_at: now, ...part,
});

describe('readGate', () => {
  it.each([
    ['no row yet', null],
    ['nothing special', state({})],
    ['a silence that is over', state({ throttled_until: before })],
    ['a breaker whose rest is over', state({ breaker: 'open', breaker_until: before })],
    ['a half-open breaker: somebody must try', state({ breaker: 'half_open', breaker_until: later })],
  ])('open: %s', (_, given) => expect(readGate(given, now)).toEqual({ open: true }));

  it.each([
    ['a pause, until a person acts', state({ paused_at: before, pause_reason: 'Token rechazado.', throttled_until: later }), null, 'Token rechazado.'],
    ['a silence', state({ throttled_until: later, breaker: 'open', breaker_until: before }), later, 'pidió esperar'],
    ['an open breaker', state({ breaker: 'open', breaker_until: later }), later, 'falla una y otra vez'],
  ])('closed: %s', (_, given, until, words) => {
    const gate = readGate(given, now);
    expect(gate).toMatchObject({ open: false, until });
    if (!gate.open) expect(gate.reason.es).toContain(words);
  });
});
