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
});
