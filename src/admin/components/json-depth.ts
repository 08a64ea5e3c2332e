/** Children of a list or object that are shown at first. */
export const FIRST = 100;

interface Exact {
  isLosslessNumber?: boolean;
}

export const isTree = (value: unknown): boolean => typeof value === 'object' && value !== null && !(value as Exact).isLosslessNumber;

/**
 * How many levels may be open so that no more than `rows` lines are shown, and whether that is the whole document. Looks at no
 * more than `rows` values, whatever the size of the document. Pure.
 */
export function depthWithin(value: unknown, rows: number): { depth: number; whole: boolean } {
  let level: unknown[] = [value];
  let shown = 1;
  let cut = false;
  for (let depth = 0; ; depth += 1) {
    const next: unknown[] = [];
    for (const each of level) {
      if (!isTree(each)) continue;
      const children = Object.values(each as object);
      cut ||= children.length > FIRST;
      shown += Math.min(children.length, FIRST);
      if (shown > rows) return { depth: Math.max(depth, 1), whole: false };
      for (const child of children.slice(0, FIRST)) next.push(child);
    }
    if (!next.some(isTree)) return { depth: depth + 1, whole: !cut };
    level = next;
  }
}
