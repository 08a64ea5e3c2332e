import { asDraft, fromDraft, inWords } from './settings-draft.js';

it.each([
  ['number', 5, '5'],
  ['numbers', [30, 120], '30, 120'],
  ['list', ['a', 'b c'], 'a\nb c'],
  ['boolean', false, 'false'],
  ['enum', 'hold', 'hold'],
  ['text', 'uno', 'uno'],
  ['map', { '001-00001-01': 1501 }, [['001-00001-01', '1501']]],
] as const)('%s goes to the form and back', (kind, value, draft) => {
  expect(asDraft({ kind }, value)).toEqual(draft);
  expect(fromDraft({ kind }, draft as never)).toEqual(value);
});

it('leaves what is no number for the server to refuse', () => {
  expect(fromDraft({ kind: 'number' }, 'cinco')).toBe('cinco');
  expect(fromDraft({ kind: 'number' }, ' ')).toBe('');
  expect(fromDraft({ kind: 'numbers' }, '30; x  2')).toEqual([30, 'x', 2]);
  expect(fromDraft({ kind: 'map' }, [['', '1'], [' k ', '2']])).toEqual({ k: 2 });
});

it('says values in words', () => {
  const yesNo = (yes: boolean) => (yes ? 'Sí' : 'No');
  expect(inWords({ kind: 'boolean' }, true, 'es', yesNo)).toBe('Sí');
  expect(inWords({ kind: 'enum', optionWords: { hold: { es: 'Diferir', en: 'Hold' } } }, 'hold', 'en', yesNo)).toBe('Hold');
  expect(inWords({ kind: 'map' }, { a: 1 }, 'es', yesNo)).toBe('a: 1');
  expect(inWords({ kind: 'map' }, {}, 'es', yesNo)).toBe('—');
});
