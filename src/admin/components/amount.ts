import type { Language } from './words.js';

/** Thousands and decimals as readers write them: in Spanish `1.234,56` (what Excel reads in Costa Rica too), in English `1,234.56`. */
const SIGNS: Record<Language, { group: string; decimal: string }> = { es: { group: '.', decimal: ',' }, en: { group: ',', decimal: '.' } };

/** `2260.00000` → `2.260,00`: thousands apart, and no zeros beyond the cents. Text all the way: no digit is lost. */
export function amountOf(given: unknown, language: Language): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(given ?? ''));
  if (!match) return String(given ?? '') || '—';
  const [, sign, whole, decimals = ''] = match;
  return `${sign}${grouped(whole!, language)}${SIGNS[language].decimal}${decimals.replace(/0+$/, '').padEnd(2, '0')}`;
}

/** A whole number: `12345` → `12.345`. */
export const grouped = (digits: string, language: Language): string => digits.replace(/\B(?=(\d{3})+$)/g, SIGNS[language].group);

/** Quantities and rates, without zeros at the end: `0.500` → `0,5`. */
export const plainNumber = (given: unknown, language: Language): string =>
  String(given ?? '').replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '').replace('.', SIGNS[language].decimal);
