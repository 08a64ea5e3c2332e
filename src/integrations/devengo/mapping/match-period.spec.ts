import { matchPeriod } from './match-period.js';

const period = { who: 'Lucía Prat en spain-fs-pt-85', service_type: 'FS' as const, start_date: '2024-01-15' };
const contract = (id: number, contract_date: string, service_type: 'FS' | 'DS' | 'UNKNOWN' = 'FS') => ({ id, contract_date, service_type });

it.each([
  [[contract(1, '2024-01-06')], { contract: 1 }],
  [[contract(1, '2024-01-06'), contract(2, '2025-01-06')], { contract: 1 }],
  [[contract(1, '2024-01-06', 'DS'), contract(2, '2025-01-06')], { contract: 2 }],
  [[], { problem: { code: 'no_contract' } }],
  [[contract(1, '2024-01-06', 'DS')], { problem: { code: 'cohort_service_incompatible', details: { candidates: [1] } } }],
  [[contract(1, '2024-01-06', 'UNKNOWN')], { problem: { code: 'cohort_service_incompatible' } }],
  [[contract(1, '2024-01-06'), contract(2, '2024-01-06')], { problem: { code: 'ambiguous_contract', details: { candidates: [1, 2] } } }],
])('of %j it is %j', (contracts, expected) => expect(matchPeriod(period, contracts)).toMatchObject(expected));

it('two unknown types are not the same', () => {
  expect(matchPeriod({ ...period, service_type: 'UNKNOWN' }, [contract(1, '2024-01-06', 'UNKNOWN')])).toMatchObject({ problem: { code: 'cohort_service_incompatible' } });
});
