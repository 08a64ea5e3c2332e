import { readWindow, trailingWindow } from './sync-window.js';
import { stepsFrom } from './steps.js';

it.each([
  [{ start_date: '2024-03-01', end_date: '2024-07-01' }, { start_date: '2024-03-01', end_date: '2024-07-01' }],
  [{ year: 2024 }, { start_date: '2024-01-01', end_date: '2025-01-01' }],
  [{ year: 2024, start_date: '2024-03-01' }, { start_date: '2024-03-01', end_date: '2025-01-01' }],
  [{ start_date: '2024-03-01' }, { start_date: '2024-03-01', end_date: null }],
  [{}, { start_date: null, end_date: null }],
])('%j is %j', (asked, window) => expect(readWindow(asked)).toEqual({ window }));

it.each([
  [{ start_date: '2024-03-02', end_date: '2024-07-01' }, ['start_date']],
  [{ start_date: '2024-03-01', end_date: '2024-07-31' }, ['end_date']],
  [{ start_date: '2024-13-01', end_date: '2024-07-01' }, ['start_date']],
  [{ start_date: '2024-07-01', end_date: '2024-03-01' }, ['end_date']],
  [{ start_date: '2024-07-01', end_date: '2024-07-01' }, ['end_date']],
  [{ year: 2023, start_date: '2024-03-01' }, ['year']],
])('%j is refused', (asked, paths) => expect((readWindow(asked) as { problems: { path: string }[] }).problems.map(({ path }) => path)).toEqual(paths));

it('reads the last three months and this one, or everything', () => {
  expect(trailingWindow('2024-06-15', false)).toEqual({ start_date: '2024-03-01', end_date: '2024-07-01' });
  expect(trailingWindow('2024-06-15', true)).toEqual({ start_date: '2000-01-01', end_date: '2026-06-01' });
  // Half a year without a reading is read, too.
  expect(trailingWindow('2024-06-15', false, '2023-12-20')).toEqual({ start_date: '2023-09-01', end_date: '2024-07-01' });
});

it('goes from a step to the last import; accruals stand alone', () => {
  expect(stepsFrom('crm-clients')).toEqual(['crm-clients', 'service-periods', 'notion-external-id']);
  expect(stepsFrom('accruals')).toEqual(['accruals']);
});
