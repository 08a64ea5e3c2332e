import { cut, fold, plainText } from './plain-text.js';

describe('plainText', () => {
  it.each([
    ['Sin observaciones', 'Sin observaciones'],
    ['<div class="ql-editor"><p>Entregar <b>hoy</b></p><p>a las 5&nbsp;pm</p></div>', 'Entregar hoy a las 5 pm'],
    ['precio 3 < 5 & 7 > 2', 'precio 3 < 5 & 7 > 2'],
    ['<html><head><title>x</title></head><body>502 Bad Gateway</body></html>', '502 Bad Gateway'],
    ['<script>alert(1)</script>hola', 'hola'],
    ['a &lt;b&gt; &amp; c&#39;s', "a <b> & c's"],
  ])('%p → %p', (html, expected) => expect(plainText(html, 100)).toBe(expected));

  it('cuts with an ellipsis, between characters', () => {
    expect(plainText('x'.repeat(600), 500)).toHaveLength(500);
    expect(cut('👍👍👍', 2)).toBe('👍…');
  });
});

describe('fold', () => {
  it.each([
    ['SINPE Móvil', 'sinpe movil'],
    ['  Tarjeta   Crédito ', 'tarjeta credito'],
  ])('%p → %p', (text, expected) => expect(fold(text)).toBe(expected));
});
