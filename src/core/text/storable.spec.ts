import { storableJson, storableText } from './storable.js';

it.each([
  ['Peña 👍', 'Peña 👍'],
  ['a\u0000b', 'a\uFFFDb'],
  ['a\ud800', 'a\uFFFD'],
])('%j → %j', (given, expected) => expect(storableText(given)).toBe(expected));

it('mends values and keys at any depth, and leaves an escaped backslash alone', () => {
  const text = storableJson({ message: 'a\u0000', list: [{ '\udfff': 'x\ud800' }], path: '\\u0000', at: new Date(0), none: null });
  expect(JSON.parse(text)).toEqual({ message: 'a\uFFFD', list: [{ '\uFFFD': 'x\uFFFD' }], path: '\\u0000', at: '1970-01-01T00:00:00.000Z', none: null });
});
