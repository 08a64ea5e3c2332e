import { ERROR_CATEGORIES } from '../errors/index.js';
import { DEFAULT_RETRY_POLICY } from '../integration/retry-policy.js';
import { decide } from './decide.js';

const policy = { ...DEFAULT_RETRY_POLICY, jitter: 0 };

describe('decide', () => {
  it.each([
    ['network_error', 'retry'],
    ['server_error', 'retry'],
    ['rate_limited', 'wait'],
    ['transient_error', 'retry'],
    ['authentication_error', 'pause'],
    ['credential_error', 'park'],
    ['validation_error', 'park'],
    ['conflict', 'park'],
    ['not_found', 'park'],
    ['outcome_unknown', 'reconcile'],
    ['malformed_response', 'retry'],
    ['internal_error', 'park'],
    ['unknown_error', 'park'],
  ] as const)('answers %s with %s', (category, action) => {
    expect(decide({ category }, 1, policy, 0.5)).toMatchObject({ action, reason: expect.any(String) });
  });

  it('has an answer for every category', () => {
    for (const category of ERROR_CATEGORIES) expect(decide({ category }, 1, policy, 0.5).reason).not.toBe('');
  });

  it('waits 30 s, then 2 min, then gives up after three tries in all', () => {
    const failed = { category: 'server_error' } as const;
    expect(decide(failed, 1, policy, 0.5)).toMatchObject({ delayMs: 30_000 });
    expect(decide(failed, 2, policy, 0.5)).toMatchObject({ delayMs: 120_000 });
    expect(decide(failed, 3, policy, 0.5)).toMatchObject({ action: 'park' });
  });

  it.each([
    [7_000, 7_000],
    [1e12, 3_600_000],
    [-5, 0],
  ])('obeys the provider (%d ms → %d ms), within reason', (retryAfterMs, delayMs) => {
    expect(decide({ category: 'rate_limited', retryAfterMs }, 1, policy, 0)).toMatchObject({ action: 'wait', delayMs });
  });

  it('never gives up on a rate limit', () => {
    expect(decide({ category: 'rate_limited' }, 50, policy, 0.5)).toMatchObject({ action: 'wait', delayMs: 120_000 });
  });

  it('does not charge an attempt for a call that the house held back', () => {
    expect(decide({ category: 'transient_error', held: true, retryAfterMs: 9_000 }, 3, policy, 0)).toMatchObject({ action: 'wait', delayMs: 9_000 });
  });

  it('spreads waits by the jitter', () => {
    const jittery = { ...policy, jitter: 0.1 };
    const delays = [0, 0.5, 1].map((random) => decide({ category: 'server_error' }, 1, jittery, random));
    expect(delays).toMatchObject([{ delayMs: 27_000 }, { delayMs: 30_000 }, { delayMs: 33_000 }]);
  });

  describe('with classes', () => {
    const classes = { server_error: { multiplier: 1.5, maxRetries: 5 }, authentication_error: { multiplier: 3, maxRetries: 1 }, validation_error: { multiplier: 6, maxRetries: 2 }, rate_limited: { multiplier: 2, maxRetries: 4 } };
    const classy = { ...policy, maxAttempts: 6, delaysSeconds: [300, 900], classes };

    it.each([
      ['server_error', 1, { action: 'retry', delayMs: 450_000 }],
      ['server_error', 5, { action: 'retry', delayMs: 1_350_000 }],
      ['server_error', 6, { action: 'park', reason: 'agotados los 6 intentos' }],
      ['validation_error', 2, { action: 'retry', delayMs: 5_400_000 }],
      ['validation_error', 3, { action: 'park', reason: 'agotados los 3 intentos' }],
      ['authentication_error', 1, { action: 'retry', delayMs: 900_000 }],
      ['authentication_error', 2, { action: 'pause' }],
      ['rate_limited', 4, { action: 'retry', delayMs: 1_800_000 }],
      ['rate_limited', 5, { action: 'park' }],
      ['network_error', 1, { action: 'retry', delayMs: 300_000 }],
      ['credential_error', 1, { action: 'park', reason: 'credential_error no se resuelve repitiendo' }],
    ] as const)('%s, attempt %i', (category, attempt, expected) => {
      expect(decide({ category }, attempt, classy, 0.5)).toMatchObject(expected);
    });

    it('lets the provider say when, without using an attempt up', () => {
      expect(decide({ category: 'rate_limited', retryAfterMs: 7_000 }, 5, classy, 0)).toMatchObject({ action: 'wait', delayMs: 7_000 });
    });

    it('never exceeds what the company allows in all', () => {
      expect(decide({ category: 'server_error' }, 1, { ...classy, maxAttempts: 1 }, 0.5)).toMatchObject({ action: 'park' });
    });
  });
});
