import { locale, say } from './index.js';

const asking = (header?: string) => ({ headers: { 'accept-language': header } });

describe('locale', () => {
  it.each([
    [undefined, 'es'],
    ['*', 'es'],
    ['fr-FR, de;q=0.8', 'es'],
    ['en-US,en;q=0.9', 'en'],
    ['fr, en;q=0.5, es;q=0.8', 'es'],
    ['EN', 'en'],
    ['en;q=0, es;q=0.1', 'es'],
    ['english', 'es'],
    ['en;q=x', 'es'],
  ])('%s is read as %s', (header, expected) => expect(locale(asking(header))).toBe(expected));

  it('falls back to the language of the installation', () => expect(locale(asking('fr'), 'en')).toBe('en'));
});

it('says the sentence of the language', () => expect(say({ es: 'hola', en: 'hello' }, 'en')).toBe('hello'));
