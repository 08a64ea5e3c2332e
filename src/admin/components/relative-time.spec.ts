import { relativeTime } from './relative-time.js';

const NOW = Date.parse('2026-03-02T10:00:00Z');
const at = (seconds: number) => new Date(NOW + seconds * 1000);

it('says how far an instant is, in the unit a person would use', () => {
  expect(relativeTime(at(300), 'es', NOW)).toBe('dentro de 5 minutos');
  expect(relativeTime(at(-7_300), 'es', NOW)).toBe('hace 2 horas');
  expect(relativeTime(at(45), 'en', NOW)).toBe('in 45 seconds');
  expect(relativeTime(at(0), 'es', NOW)).toBe('ahora');
  expect(relativeTime('nada', 'es', NOW)).toBe('');
});
