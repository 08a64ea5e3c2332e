import { findMarked, hasMarker, makeMarker } from './marker.js';

const marker = makeMarker('default', { doctype: 'Sales Invoice', name: 'ACC-SINV-2026-00052' });

describe('case 41: markers', () => {
  it('names company, doctype and document', () => expect(marker).toBe('[ERPNEXT:default:Sales Invoice:ACC-SINV-2026-00052]'));

  it.each<[unknown, boolean]>([
    [`${marker} algo más`, true],
    [`antes\n${marker}`, true],
    [`<p>${marker.replace(' ', '&nbsp;')}</p>`, true],
    ['[ERPNEXT:default:Sales Invoice:ACC-SINV-2026-00052-1]', false],
    ['[ERPNEXT:otra:Sales Invoice:ACC-SINV-2026-00052]', false],
    ['[ERPNEXT:default:POS Invoice:ACC-SINV-2026-00052]', false],
    ['ACC-SINV-2026-00052', false],
    [null, false],
    [undefined, false],
  ])('in %p: %p', (observations, expected) => expect(hasMarker({ observations }, marker)).toBe(expected));

  it('survives letters of every kind', () => {
    const odd = makeMarker('añil', { doctype: 'POS Invoice', name: 'F&Ñ <1> [2]' });
    expect(hasMarker({ observations: odd }, odd)).toBe(true);
    expect(hasMarker({ observations: 'x [ERPNEXT:añil:POS Invoice:F&amp;Ñ &lt;1&gt; [2]]' }, odd)).toBe(true);
  });

  it('finds all that carry it', () => expect(findMarked([{ id: 1, observations: marker }, { id: 2 }, { id: 3, observations: `x ${marker}` }], marker).map(({ id }) => id)).toEqual([1, 3]));
});
