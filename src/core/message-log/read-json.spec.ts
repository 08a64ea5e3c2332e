import { depthOf, fitsJsonb, fullJson, quickJson } from './read-json.js';

const bytes = (text: string) => Buffer.from(text, 'utf8');

describe('quickJson', () => {
  it.each([
    ['{"a":1}', '{"a":1}'],
    ['\uFEFF{"a":1}', '{"a":1}'],
    ['{"a":"\\ud83d\\ude00"}', '{"a":"\\ud83d\\ude00"}'],
  ])('keeps %p for jsonb', (text, stored) => {
    expect(quickJson(bytes(text))).toMatchObject({ stored });
  });

  it.each(['{"a":"\\u0000"}', '{"a":"\\ud83d"}', '{"a":1e99999}', `{"a":${'9'.repeat(1001)}}`])(
    'keeps %p out of jsonb without refusing it',
    (text) => {
      expect(quickJson(bytes(text))).toMatchObject({ stored: null });
    },
  );

  it.each([
    [Buffer.from([0xff, 0xfe, 0x7b]), 'not_utf8'],
    [bytes(''), 'empty'],
    [bytes('{"a":1,}'), 'not_json'],
    [bytes('[NaN]'), 'not_json'],
    [bytes('['.repeat(101) + ']'.repeat(101)), 'too_deep'],
    [bytes('['.repeat(5_000_000)), 'too_deep'],
  ])('names what is wrong (%#)', (raw, code) => {
    expect(quickJson(raw)).toMatchObject({ problem: { code } });
  });

  it('does not let a payload reach a prototype', () => {
    quickJson(bytes('{"__proto__":{"polluted":true}}'));
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('fullJson', () => {
  it('loses no digit', () => {
    const read = fullJson(bytes('{"total":12345678901234567890.10}')) as { value: { total: unknown } };
    expect(String(read.value.total)).toBe('12345678901234567890.10');
  });

  it('reads the other numbers as numbers, whatever stands beside them', () => {
    const read = fullJson(bytes('{"id":7,"rate":0.13,"key":"a1c0-3e8f-11","long":12345678901234567890}')) as { value: Record<string, unknown> };
    expect([read.value.id, read.value.rate, typeof read.value.long]).toEqual([7, 0.13, 'object']);
  });

  it('reports duplicate keys and keeps the last', () => {
    const read = fullJson(bytes('{"a":1,"a":2,"b":{"c":1,"c":1}}')) as { value: { a: unknown }; warnings: { code: string; message: string }[] };
    expect(String(read.value.a)).toBe('2');
    expect(read.warnings).toEqual([{ code: 'duplicate_keys', message: expect.stringContaining('a, c') }]);
  });

  it('does not let a payload reach a prototype', () => {
    fullJson(bytes('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'));
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('depthOf', () => {
  it('does not count brackets inside strings', () => {
    expect(depthOf('{"a":"[[[[\\"[[[","b":[{}]}')).toBe(3);
  });
});

describe('fitsJsonb', () => {
  // Names with an `e` between digits used to be taken for numbers beyond all bounds, and their JSON was not shown.
  it('does not take a name for a number', () => {
    expect(fitsJsonb('{"name":"PSINV-3e123456","n":1}')).toBe(true);
    expect(fitsJsonb('{"name":"PSINV-3e123456","n":3e123456}')).toBe(false);
  });

  it('accepts an escaped backslash before u0000-like text only when it is not an escape', () => {
    expect(fitsJsonb('{"a":"plain"}')).toBe(true);
    expect(fitsJsonb('{"a":"\\u0000"}')).toBe(false);
  });
});
