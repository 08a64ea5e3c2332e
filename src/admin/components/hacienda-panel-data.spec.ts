import { costaRicaDay, documentsOf, duration, percent } from './hacienda-panel-data.js';

it('leads to just the documents of a state, a company and a day of Costa Rica', () => {
  const query = new URL(documentsOf({ state: 'accepted', company: 'tienda', at: 'accepted_at', day: '2026-11-28' }), 'http://x').searchParams;
  expect(Object.fromEntries(query)).toEqual({
    'filters.state': 'accepted', 'filters.company': 'tienda', 'filters.accepted_at~~from': '2026-11-28T06:00:00.000Z', 'filters.accepted_at~~to': '2026-11-29T05:59:59.999Z',
  });
});

it('says figures as people do', () => {
  expect([null, 1, 0.98765, 0.5].map(percent)).toEqual(['—', '100 %', '98.8 %', '50 %']);
  expect([null, 4.4, 125, 3_725].map(duration)).toEqual(['—', '4 s', '2 min 5 s', '1 h 2 min']);
  expect(costaRicaDay(new Date('2026-11-28T05:59:59Z'))).toBe('2026-11-27');
});
