import { pageOf } from '../../../sandbox/notion/index.js';
import { PageIndex } from './match-pages.js';
import { mapPage, type MappedPage } from './notion-page.js';

const id = (number: number) => `59830001-2cf9-4fdf-8782-${String(number).padStart(12, '0')}`;
const page = (number: number, name: string, email: string | null): MappedPage => mapPage(pageOf(id(number), { name, email }))!;
const match = (pages: MappedPage[], client: { email: string | null; name: string; page?: string | null }, namesakes = 1) =>
  new PageIndex(pages, new Map([[client.name.toLowerCase(), namesakes]])).match({ id: 1, page: null, ...client });

it.each([
  ['the page it has, whatever else fits', [page(1, 'Ana', null), page(2, 'Ana', 'ana@x.example')], { email: 'ana@x.example', name: 'ana', page: id(1) }, { page: { id: id(1) }, by: 'external_id' }],
  ['the e-mail, in any case', [page(1, 'Otra', 'ANA@x.example')], { email: 'ana@x.example', name: 'ana' }, { page: { id: id(1) }, by: 'email' }],
  ['the only one of that name', [page(1, 'ANÁ', null)], { email: 'ana@x.example', name: 'ana' }, { page: { id: id(1) }, by: 'name' }],
  ['nobody: the page of that name has another e-mail', [page(1, 'Ana', 'otra@x.example')], { email: 'ana@x.example', name: 'ana' }, { problem: { code: 'not_found' } }],
  ['nobody: two pages have the e-mail', [page(1, 'A', 'ana@x.example'), page(2, 'B', 'ana@x.example')], { email: 'ana@x.example', name: 'ana' }, { problem: { code: 'ambiguous_match', details: { candidates: [id(1), id(2)] } } }],
  ['nobody: two pages have the name', [page(1, 'Ana', null), page(2, 'Ana', null)], { email: null, name: 'ana' }, { problem: { code: 'ambiguous_match' } }],
  ['a page that is gone: looked for anew', [page(1, 'Ana', 'ana@x.example')], { email: 'ana@x.example', name: 'ana', page: id(9) }, { page: { id: id(1) }, by: 'email' }],
])('%s', (_, pages, client, expected) => expect(match(pages, client)).toMatchObject(expected));

it('nobody when two clients have the name', () => expect(match([page(1, 'Ana', null)], { email: null, name: 'ana' }, 2)).toMatchObject({ problem: { code: 'ambiguous_match' } }));

it('reads texts in pieces, statuses and dates, and leaves the bin alone', () => {
  const raw = pageOf(id(5), { name: 'Lucía Prat', email: 'LUCIA@x.example', status: 'Early Dropped', dropDate: '2024-03-20' }, 5);
  expect(mapPage(raw)).toMatchObject({ id: id(5), emails: ['lucia@x.example'], name: 'Lucía Prat', status: 'DROPPED', raw_status: 'Early Dropped', status_date: '2024-03-20' });
  expect(mapPage({ ...raw, in_trash: true })).toBeNull();
  expect(mapPage({ object: 'page', id: id(5) })).toBeNull();
});

it.each([
  [{ Correo: { type: 'rich_text', rich_text: [{ plain_text: 'ana@' }, { plain_text: 'x.example' }] } }],
  [{ Web: { type: 'url', url: 'mailto:ana@x.example' } }],
  [{ Calc: { type: 'formula', formula: { type: 'string', string: 'Ana@x.example' } } }],
  [{ Roll: { type: 'rollup', rollup: { type: 'array', array: [{ type: 'email', email: 'ana@x.example' }] } } }],
])('hunts an e-mail in %j', (properties) => expect(mapPage({ id: id(1), properties })!.emails).toEqual(['ana@x.example']));
