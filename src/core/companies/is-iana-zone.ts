import { ValidateBy } from 'class-validator';
import { says } from '../problems/index.js';

const SENTENCE = says({ es: 'debe ser una zona horaria IANA, como America/Costa_Rica', en: 'must be an IANA time zone, like America/Costa_Rica' });

/** A named zone that this Node knows. Offsets like `-06:00`, which newer Nodes accept too, say nothing about summer time. */
export function isIanaZone(value: unknown): boolean {
  if (typeof value !== 'string' || !/^[A-Za-z]/.test(value)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}

export const IsIanaZone = (): PropertyDecorator => ValidateBy({ name: 'isIanaZone', validator: { validate: isIanaZone } }, SENTENCE);
