import { fold } from '../../../core/text/index.js';

/** Looks a text up in a map that people typed: exactly, then without regard to accents, case and spaces. */
export function lookUp<Value>(map: Readonly<Record<string, Value>>, key: string | null | undefined): Value | undefined {
  if (!key) return undefined;
  if (Object.hasOwn(map, key)) return map[key];
  const folded = fold(key);
  return Object.entries(map).find(([name]) => fold(name) === folded)?.[1];
}
