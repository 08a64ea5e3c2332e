import { condition, type FilterableColumn, type FilterValue } from './conditions.js';

const ID = '01a213a6-3686-7355-8caf-d4fc540c2281';

function sql(column: Omit<FilterableColumn, 'name'>, value: unknown): [string, unknown[]] {
  const values: unknown[] = [];
  return [condition({ name: 'c', ...column }, value as FilterValue, (given) => `$${values.push(given)}`), values];
}

describe('one filter of a list as SQL', () => {
  it.each<[string, Omit<FilterableColumn, 'name'>, unknown, string, unknown[]]>([
    ['a uuid', { kind: 'uuid' }, ` ${ID} `, '"c" = $1::uuid', [ID]],
    ['not a uuid', { kind: 'uuid' }, 'abc', 'FALSE', []],
    ['a choice', { kind: 'text', choices: ['failed'] }, 'failed', '"c" = $1', ['failed']],
    ['the beginning of a text', { kind: 'text', match: 'prefix' }, '50%_\\', '"c" LIKE $1', ['50\\%\\_\\\\%']],
    ['anywhere in a text', { kind: 'text', match: 'prefix' }, '*ACC', '"c" ILIKE $1', ['%ACC%']],
    ['a text in quotes', { kind: 'text' }, '"ACC-1"', '"c" = $1', ['ACC-1']],
    ['anywhere by default', { kind: 'text' }, 'acc', '"c" ILIKE $1', ['%acc%']],
    ['an attack', { kind: 'text' }, `' OR 1=1 --`, '"c" ILIKE $1', [`%' OR 1=1 --%`]],
    ['a NUL, which PostgreSQL refuses', { kind: 'text' }, 'a\u0000b', 'FALSE', []],
    ['yes', { kind: 'boolean' }, 'true', '"c" = $1::boolean', ['true']],
    ['neither yes nor no', { kind: 'boolean' }, 'quizás', 'FALSE', []],
    ['a number', { kind: 'integer' }, '42', '"c" = $1::numeric', ['42']],
    ['a number beyond bigint', { kind: 'integer' }, '99999999999999999999', '"c" = $1::numeric', ['99999999999999999999']],
    ['not a number', { kind: 'decimal' }, '1e9', 'FALSE', []],
    ['a range of numbers', { kind: 'decimal' }, { from: '1.5', to: '2' }, '"c" >= $1::numeric AND "c" <= $2::numeric', ['1.5', '2']],
    ['an open range of dates', { kind: 'timestamp' }, { from: '2026-01-02T03:04:05Z' }, '"c" >= $1::timestamptz', ['2026-01-02T03:04:05.000Z']],
    ['not a date', { kind: 'timestamp' }, { from: 'ayer' }, 'FALSE', []],
    ['a day', { kind: 'date' }, '2025-01-05', '"c" = $1::date', ['2025-01-05']],
    ['a day that never was', { kind: 'date' }, '2025-02-30', 'FALSE', []],
    ['not a day', { kind: 'date' }, 'ayer', 'FALSE', []],
    ['a range of days', { kind: 'date' }, { from: '2025-01-05', to: '2025-01-31' }, '"c" >= $1::date AND "c" <= $2::date', ['2025-01-05', '2025-01-31']],
    ['a range to a day that never was', { kind: 'date' }, { to: '2025-02-30' }, 'FALSE', []],
    ['a member of a list', { kind: 'text[]' }, 'cafe', '$1 = ANY("c")', ['cafe']],
    ['JSON that is contained', { kind: 'json' }, '{"a":1}', '"c" @> $1::jsonb', ['{"a":1}']],
    ['broken JSON', { kind: 'json' }, '{"a":', 'FALSE', []],
    ['a path and its value', { kind: 'json' }, '$.customer.name = Ana', '"c" #>> $1::text[] = $2', [['customer', 'name'], 'Ana']],
    ['a path alone', { kind: 'json' }, 'items[0].code', '"c" #> $1::text[] IS NOT NULL', [['items', '0', 'code']]],
    ['a list where a word is due', { kind: 'text' }, ['a', 'b'], 'FALSE', []],
    ['a tree where a word is due', { kind: 'text' }, { from: { x: '1' } }, 'FALSE', []],
    ['nothing of a range', { kind: 'timestamp' }, {}, 'FALSE', []],
  ])('%s', (_, column, value, text, values) => {
    expect(sql(column, value)).toEqual([text, values]);
  });

  it('turns a time that the key follows into a place in the primary key', () => {
    const [text, values] = sql({ kind: 'timestamp', followedById: true }, { from: '2026-01-02T03:04:05Z' });
    expect(text).toBe('"c" >= $1::timestamptz AND id >= $2::uuid');
    expect(parseInt(String(values[1]).replace('-', '').slice(0, 12), 16)).toBe(Date.UTC(2026, 0, 2, 3, 4, 5));
  });
});
