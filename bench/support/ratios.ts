/** The value in the middle; of none, NaN. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 ? sorted[Math.floor(middle)]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Of pairs measured one right after the other: what slowed one slowed the other too. */
export const pairedRatio = (pairs: readonly (readonly [number, number])[]): number => median(pairs.map(([one, other]) => one / other));

export const range = (values: readonly number[]): string => `${Math.round(Math.min(...values))}–${Math.round(Math.max(...values))}`;
