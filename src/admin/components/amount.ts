/** `2260.00000` → `2,260.00`: thousands apart, and no zeros beyond the cents. Text all the way: no digit is lost. */
export function amountOf(given: unknown): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(given ?? ''));
  if (!match) return String(given ?? '') || '—';
  const [, sign, whole, decimals = ''] = match;
  return `${sign}${whole!.replace(/\B(?=(\d{3})+$)/g, ',')}.${decimals.replace(/0+$/, '').padEnd(2, '0')}`;
}

/** Quantities and rates, without zeros at the end. */
export const plainNumber = (given: unknown): string => String(given ?? '').replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');
