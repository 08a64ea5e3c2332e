import { matchClient } from './match-client.js';

const hits = (external: number | null, email: number | null, named: number[] = []) => ({ external, email, named });

it.each([
  ['external_id', hits(1, 1), { client: 1, by: 'external_id' }],
  ['email', hits(1, 1), { client: 1, by: 'email' }],
  ['email', hits(1, null), { client: 1, by: 'external_id' }],
  ['external_id', hits(null, 2), { client: 2, by: 'email' }],
  ['email', hits(null, null, [3]), { client: 3, by: 'name' }],
  ['email', hits(null, null), { create: true }],
] as const)('by %s first, %j', (first, found, expected) => expect(matchClient(found, first, 'Ana')).toEqual(expected));

it('chooses nobody when the id and the e-mail are two clients’, or two have the name', () => {
  expect(matchClient(hits(1, 2), 'email', 'Ana')).toMatchObject({ problem: { code: 'conflicting_client', details: { candidates: [1, 2] } } });
  expect(matchClient(hits(null, null, [3, 4]), 'email', 'Ana')).toMatchObject({ problem: { code: 'ambiguous_match', details: { candidates: [3, 4] } } });
});
