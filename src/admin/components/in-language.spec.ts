import { inLanguage } from './in-language.js';

describe('a text kept in both languages', () => {
  it.each([
    ['Lee facturas / reads invoices', 'Lee facturas', 'reads invoices'],
    ['Solo en español.', 'Solo en español.', 'Solo en español.'],
    ['a / b / c', 'a / b / c', 'a / b / c'],
  ])('%s', (text, es, en) => {
    expect([inLanguage(text, 'es'), inLanguage(text, 'en')]).toEqual([es, en]);
  });
});
