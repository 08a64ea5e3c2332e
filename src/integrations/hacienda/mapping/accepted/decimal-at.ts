import { Money, readDecimal } from '../../../../core/money/index.js';

export type Report = (path: string, message: string) => void;

/** Zero where there is no number, which is reported. */
export function decimalAt(text: string, path: string, report: Report): Money {
  const read = readDecimal(text);
  if (!read) report(path, 'Debe ser un número.');
  return read ?? new Money(0);
}
