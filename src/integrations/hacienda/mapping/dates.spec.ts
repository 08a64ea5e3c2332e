import { costaRicaMoment, dayAfter, inCostaRica, isDay, yearsBefore } from './dates.js';
import { readPhone } from './phone.js';

it.each([
  ['2026-11-28', '2026-11-28T00:00:00-06:00'],
  ['2026-11-28T10:15:30-06:00', '2026-11-28T10:15:30-06:00'],
  ['2026-11-28T10:15', '2026-11-28T10:15:00-06:00'],
  ['2026-11-28 10:15:30.123', '2026-11-28T10:15:30-06:00'],
  ['2026-11-28T03:00:00Z', '2026-11-27T21:00:00-06:00'],
  ['2026-02-29', undefined],
  ['2026-11-28T25:00:00', undefined],
  ['28/11/2026', undefined],
])('%s is %s', (text, expected) => expect(costaRicaMoment(text)).toBe(expected));

it('midnight in Greenwich is the day before in San José', () => expect(inCostaRica(new Date('2026-01-01T00:00:00Z'))).toBe('2025-12-31T18:00:00-06:00'));
it('knows the calendar', () => expect([isDay('2024-02-29'), isDay('2023-02-29'), yearsBefore('2026-11-28', 10), dayAfter('2026-12-31')]).toEqual([true, false, '2016-11-28', '2027-01-01']));

it.each([
  ['8888-8888', '506', '88888888'], ['+506 8888 8888', '506', '88888888'], ['+50688888888', '506', '88888888'], ['+1 (202) 555-0123', '1', '2025550123'],
  ['+12025550123', '1', '2025550123'], ['+34 600100200', '34', '600100200'],
])('telephone %s', (text, country, number) => expect(readPhone(text)).toEqual({ country, number }));
it.each(['911', '0888-8888', 'ocho ocho', '+506', '1'.repeat(21)])('no telephone: %s', (text) => expect(readPhone(text)).toBeUndefined());
