import { depthWithin } from './json-depth.js';

it('opens everything of a small document', () => {
  expect(depthWithin({ a: { b: { c: 1 } }, list: [1, 2] }, 300)).toEqual({ depth: 3, whole: true });
  expect(depthWithin([], 300)).toEqual({ depth: 1, whole: true });
});

it('opens only the levels that fit of a large one, and looks no further', () => {
  const rows = Array.from({ length: 50_000 }, (_, id) => ({ id, lines: [{ id }] }));
  const wide = { rows };
  expect(depthWithin(wide, 300)).toEqual({ depth: 2, whole: false });
  expect(depthWithin(rows, 10)).toEqual({ depth: 1, whole: false });
});

it('does not call whole a list of which only the beginning is shown, however deep it is and whatever follows', () => {
  expect(depthWithin({ rows: Array.from({ length: 200 }, (_, id) => ({ id })) }, 3_000)).toEqual({ depth: 3, whole: false });
  expect(depthWithin(Array.from({ length: 200 }, (_, id) => id), 3_000)).toEqual({ depth: 1, whole: false });
});
