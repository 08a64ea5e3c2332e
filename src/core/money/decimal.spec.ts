import { parse } from 'lossless-json';
import { readDecimal } from './decimal.js';

describe('readDecimal', () => {
  it.each([
    [17349.56, '17349.56'],
    ['12345678901234567890.10', '12345678901234567890.1'],
    [' 3 ', '3'],
    ['0.0000000000', '0'],
  ])('reads %p exactly', (input, expected) => {
    expect(readDecimal(input)?.toString()).toBe(expected);
  });

  it.each([null, undefined, '', 'None'])('treats %p as empty', (input) => {
    expect(readDecimal(input)).toBeNull();
  });

  it.each(['abc', 'NaN', 'Infinity', {}, [], true])('refuses %p', (input) => {
    expect(readDecimal(input)).toBeUndefined();
  });

  it('reads the numbers of lossless-json to the last digit', () => {
    const { total } = parse('{"total": 12345678901234567890.10}') as { total: unknown };
    expect(readDecimal(total)?.toString()).toBe('12345678901234567890.1');
  });
});
