import { exportPath, filtersOf, sorted, turned, withoutFilter, withoutFilters, withoutPlace } from './list-address.js';

const SEARCH = '?filters.outcome=failed&filters.received_at~~from=2026-01-01&sortBy=id&direction=asc&after=abc&page=3';

describe('the address of a list', () => {
  it('says what narrows it', () => {
    expect(filtersOf(SEARCH)).toEqual({ outcome: 'failed', 'received_at~~from': '2026-01-01' });
    expect(filtersOf('?filters.outcome=')).toEqual({});
  });

  it('starts at the beginning when anything else changes', () => {
    expect(withoutPlace(SEARCH).has('after')).toBe(false);
    expect(withoutFilter(SEARCH, 'outcome')).toBe('filters.received_at%7E%7Efrom=2026-01-01&sortBy=id&direction=asc');
    expect(withoutFilters(SEARCH)).toBe('sortBy=id&direction=asc');
  });

  it('turns the page one way or the other', () => {
    expect(turned('?sortBy=id&after=abc', 'before', 'xyz')).toBe('sortBy=id&before=xyz');
  });

  it('orders by a column, and the other way round the second time', () => {
    expect(sorted('', 'duration_ms', { sortBy: 'id', direction: 'asc' })).toBe('sortBy=duration_ms&direction=asc');
    expect(sorted('', 'id', { sortBy: 'id', direction: 'asc' })).toBe('sortBy=id&direction=desc');
  });

  it('is taken away with its columns as they are called', () => {
    expect(exportPath('messages', 'csv', '?filters.outcome=failed&after=x', [{ name: 'id', title: 'Uno, dos' }])).toBe('/api/lists/messages/export?filters.outcome=failed&format=csv&columns=id&titles=Uno++dos');
  });
});
