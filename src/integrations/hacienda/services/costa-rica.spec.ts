import { costaRicaDay, costaRicaTime, issuedAt } from './costa-rica.js';

// Six hours behind UTC the whole year: the evening there is the next day here.
const EVENING = new Date('2026-11-29T03:30:00Z');

it('lives by Costa Rica’s clock', () => {
  expect(costaRicaDay(EVENING)).toBe('2026-11-28');
  expect(costaRicaTime(EVENING)).toBe('2026-11-28T21:30:00-06:00');
});

it.each([
  ['nothing given: now', undefined, '2026-11-28T21:30:00-06:00'],
  ['today given: now', '2026-11-28', '2026-11-28T21:30:00-06:00'],
  ['today with an hour: now, for Hacienda compares the hour', '2026-11-28T08:00:00-06:00', '2026-11-28T21:30:00-06:00'],
  ['an earlier day: noon of it', '2026-11-20', '2026-11-20T12:00:00-06:00'],
  ['an earlier moment: as it is', '2026-11-20T08:00:00-06:00', '2026-11-20T08:00:00-06:00'],
])('FechaEmision, %s', (_, given, expected) => {
  expect(issuedAt(given, EVENING)).toBe(expected);
});
