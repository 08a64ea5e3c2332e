import { stepsOf } from './ranges.js';

const NOW = new Date('2026-03-10T20:30:00Z');
const starts = (steps: { from: Date }[]) => steps.map(({ from }) => from.toISOString());

it('cuts a day into the last 24 hours, the one going on included', () => {
  const steps = stepsOf('24h', 'America/Costa_Rica', NOW);
  expect(steps).toHaveLength(24);
  expect(starts(steps)[0]).toBe('2026-03-09T21:00:00.000Z');
  expect(steps.at(-1)).toEqual({ from: new Date('2026-03-10T20:00:00Z'), to: new Date('2026-03-10T21:00:00Z') });
});

it('cuts weeks and months into days of the zone, and shows none that has not begun', () => {
  const week = stepsOf('7d', 'America/Costa_Rica', NOW);
  // 14:30 there: the fourth quarter of the day has not begun.
  expect(week).toHaveLength(27);
  expect(starts(week)[0]).toBe('2026-03-04T06:00:00.000Z');
  expect(starts(week).at(-1)).toBe('2026-03-10T18:00:00.000Z');
  const month = stepsOf('30d', 'America/Costa_Rica', NOW);
  expect(month).toHaveLength(30);
  expect(starts(month).at(-1)).toBe('2026-03-10T06:00:00.000Z');
});

it('leaves no gap and no overlap, also where clocks change', () => {
  for (const range of ['24h', '7d', '30d'] as const) {
    const steps = stepsOf(range, 'America/Santiago', new Date('2026-04-07T12:00:00Z'));
    for (const [index, { from }] of steps.entries()) expect(index === 0 ? from : steps[index - 1]!.to).toEqual(from);
  }
});
