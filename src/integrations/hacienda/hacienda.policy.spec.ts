import { decide } from '../../core/retry-queue/index.js';
import { HACIENDA_POLICY, specCategory } from './hacienda.policy.js';
import { HACIENDA_SETTINGS } from './hacienda.settings.js';

const MINUTE = 60_000;
/** The specification's table: class, multiplier, retries. */
const TABLE = [
  ['transient_error', 'transient', 1, 5],
  ['rate_limited', 'rate_limit', 2, 4],
  ['network_error', 'network', 1.5, 5],
  ['outcome_unknown', 'network', 1.5, 5],
  ['server_error', 'server', 1.5, 5],
  ['authentication_error', 'auth', 3, 3],
  ['validation_error', 'validation', 6, 2],
  ['unknown_error', 'unknown', 2, 3],
] as const;

const delays = (category: (typeof TABLE)[number][0], policy = HACIENDA_POLICY): number[] => {
  const found: number[] = [];
  for (let attempt = 1; attempt < 20; attempt++) {
    const decision = decide({ category }, attempt, policy, 0.5);
    if (!('delayMs' in decision)) return found;
    found.push(decision.delayMs / MINUTE);
  }
  throw new Error(`${category} is never given up`);
};

describe('the retries of the specification', () => {
  it.each(TABLE)('%s is %s: ×%d, %d retries', (category, name, multiplier, retries) => {
    expect(specCategory(category)).toBe(name);
    expect(delays(category)).toEqual([5, 15, 60, 240, 720].slice(0, retries).map((minutes) => minutes * multiplier));
  });

  it('never repeats what only a person can mend', () => {
    expect(decide({ category: 'credential_error' }, 1, HACIENDA_POLICY, 0.5)).toMatchObject({ action: 'park' });
  });

  it('does as the company says: fewer, or none at all', () => {
    const withSettings = (set: Record<string, unknown>) => HACIENDA_SETTINGS.policy!(HACIENDA_POLICY, set);
    expect(delays('network_error', withSettings({ max_retry_attempts: 2 }))).toHaveLength(2);
    expect(delays('validation_error', withSettings({ max_retry_attempts: 10 }))).toHaveLength(2);
    expect(delays('network_error', withSettings({ auto_retry_enabled: false }))).toEqual([]);
    expect(delays('network_error', withSettings({}))).toHaveLength(5);
  });
});
