import { nextRun } from './next-run.js';

const next = (cron: string, zone: string, after: string) => nextRun(cron, zone, new Date(after)).toISOString();

describe('nextRun', () => {
  it.each([
    ['0 2 * * *', 'America/Costa_Rica', '2026-03-01T07:59:59Z', '2026-03-01T08:00:00.000Z'],
    ['0 2 * * *', 'America/Costa_Rica', '2026-03-01T08:00:00Z', '2026-03-02T08:00:00.000Z'],
    ['0 0 29 2 *', 'UTC', '2026-03-01T00:00:00Z', '2028-02-29T00:00:00.000Z'],
    // Madrid skips 02:30 on 29 March 2026 and has it twice on 25 October.
    ['30 3 * * *', 'Europe/Madrid', '2026-03-28T12:00:00Z', '2026-03-29T01:30:00.000Z'],
    ['30 3 * * *', 'Europe/Madrid', '2026-10-24T12:00:00Z', '2026-10-25T02:30:00.000Z'],
  ])('%s in %s after %s is %s', (cron, zone, after, expected) => expect(next(cron, zone, after)).toBe(expected));

  it('runs a nightly job once where the hour comes twice', () => {
    const first = nextRun('30 2 * * *', 'Europe/Madrid', new Date('2026-10-24T12:00:00Z'));
    const second = nextRun('30 2 * * *', 'Europe/Madrid', first);
    expect(second.getTime() - first.getTime()).toBeGreaterThan(20 * 3_600_000);
  });

  it('refuses nonsense', () => {
    expect(() => nextRun('every day', 'UTC', new Date())).toThrow();
    expect(() => nextRun('0 2 * * *', 'Mars/Base', new Date())).toThrow();
  });
});
