import { duplicateKeys } from './duplicate-keys.js';

describe('duplicateKeys', () => {
  it.each([
    ['{"a":1,"b":{"a":2}}', []],
    ['{"a":1,"a":1}', ['a']],
    ['{"b":[{"c":1,"c":2},{"c":3}],"x":"a","y":"a"}', ['c']],
    ['{"a":"\\"a\\",","\\u0061":2}', ['a']],
    ['["a","a"]', []],
  ])('reads %s', (text, keys) => {
    expect(duplicateKeys(text)).toEqual(keys);
  });

  it('reads a string of ten million characters', () => {
    expect(duplicateKeys(`{"a":"${'x\\\\'.repeat(100_000)}${'y'.repeat(10_000_000)}","a":1}`)).toEqual(['a']);
  });
});
