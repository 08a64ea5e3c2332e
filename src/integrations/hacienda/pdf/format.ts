import { readDecimal } from '../../../core/money/index.js';

/** `26754.99955` → `26.755,00`; at most `most` decimals, two at least. As the back-office's Spanish pages write amounts. */
export function money(amount: string | undefined, most = 2): string {
  const value = readDecimal(amount);
  if (!value) return '';
  const [whole = '0', cents = ''] = value.toFixed(most).split('.');
  const decimals = cents.replace(/0+$/, '').padEnd(Math.min(2, most), '0');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '.');
  return decimals ? `${grouped},${decimals}` : grouped;
}

/** `12.500` → `12,5`. */
export const quantity = (text: string | undefined): string => money(text, 3).replace(/,0+$|(?<=,\d*[1-9])0+$/, '');

/** `2026-11-28T10:15:00-06:00` → `28/11/2026 10:15`; a bare midnight is a day. */
export function moment(text: string | undefined): string {
  const [, year, month, day, time] = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d))?/.exec(text ?? '') ?? [];
  if (!year) return text ?? '';
  return `${day}/${month}/${year}${time && time !== '00:00' ? ` ${time}` : ''}`;
}

// The standard fonts of a PDF know Windows-1252, which has all of Spanish; other signs would come out as garbage.
const KNOWN = /[^\n\u0020-\u007e\u00a0-\u00ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/gu;
const NEAREST: Record<string, string> = { 'Ω': 'ohm', '₡': 'CRC ', '−': '-', '\t': ' ' };

/** The text as far as the fonts can show it; `?` for the rest. */
export const printable = (text: string): string => text.normalize('NFC').replace(KNOWN, (sign) => NEAREST[sign] ?? '?');
