import { adviceFor, searchRunbook } from './panel-advice.js';
import { runbookOf } from '../runbooks.js';

it('finds what to do by the code, with or without the integration’s prefix, and by the words of the message', () => {
  expect(adviceFor('alegra', 'item_unmapped', null, 'es')).toContain('mapa de la credencial');
  expect(adviceFor('alegra', 'alegra.http_503', null, 'en')).toContain('resend when it is back');
  expect(adviceFor('hacienda', 'hacienda.p12_pin', 'El PIN no abre la llave criptográfica.', 'es')).toContain('p12_pin');
  expect(adviceFor('erpnext', 'credential_missing', null, 'en')).toContain('credential of the company');
  expect(adviceFor('alegra', 'never_heard_of', 'x', 'es')).toBeNull();
});

it('searches by words in any order', () => {
  expect(searchRunbook('alegra', 'CREDENCIAL mapa', 'es').map(({ codes }) => codes?.[0])).toEqual(['item_unmapped']);
  expect(searchRunbook('alegra', '', 'es')).toEqual(runbookOf('alegra'));
});

it('says everything in both languages', () => {
  for (const id of ['alegra', 'oppen', 'hacienda', 'erpnext', 'devengo']) {
    for (const { codes, sign, todo } of runbookOf(id)) expect([id, Boolean(codes ?? sign), todo.every((text) => text.length > 5)]).toEqual([id, true, true]);
  }
});
