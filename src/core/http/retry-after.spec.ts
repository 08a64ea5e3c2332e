import { retryAfterMs } from './retry-after.js';

const NOW = new Date('2026-03-02T10:00:00Z');

it.each([
  ['7', 7_000],
  [' 1.5 ', 1_500],
  ['Mon, 02 Mar 2026 10:01:00 GMT', 60_000],
  ['Mon, 02 Mar 2026 09:00:00 GMT', 0],
  ['-3', 0],
  ['999999999', 86_400_000],
  ['soon', undefined],
  ['', undefined],
  [undefined, undefined],
])('%j is a wait of %j ms', (text, ms) => expect(retryAfterMs(text, NOW)).toBe(ms));
