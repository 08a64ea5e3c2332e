import type { Language } from './words.js';

const UNITS: readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [['day', 86_400], ['hour', 3_600], ['minute', 60], ['second', 1]];

/** «dentro de 5 minutos», «hace 2 horas»: how far an instant is from now. Empty for what is no instant. */
export function relativeTime(given: string | Date, language: Language, now = Date.now()): string {
  const seconds = Math.round((new Date(given).getTime() - now) / 1000);
  if (Number.isNaN(seconds)) return '';
  const [unit, size] = UNITS.find(([, each]) => Math.abs(seconds) >= each) ?? UNITS[3]!;
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(Math.round(seconds / size), unit);
}
