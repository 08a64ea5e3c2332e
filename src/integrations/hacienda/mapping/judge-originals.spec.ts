import { judgeDocument } from './judge-document.js';
import { judgeOriginals, type Original } from './judge-originals.js';
import { CLAVE, ISSUER, NC, ND, TODAY } from './samples.fixture.js';
import type { PreparedDocument } from './types.js';

const prepared = (input: object): PreparedDocument => {
  const judged = judgeDocument(input, { issuer: ISSUER, today: TODAY });
  if ('problems' in judged) throw new Error(JSON.stringify(judged.problems));
  return judged.document;
};
/** 1921.56500 */
const note = prepared(NC);
const original = (more: Partial<Original> = {}): Original => ({
  id: 'fe', clave: CLAVE, consecutive: '00100001010000000041', document_type: 'FE', state: 'accepted', environment: 'sandbox', currency: 'CRC', exchange_rate: '1.00000', total: '2000.00000',
  receiver_identification: '3102555123', taken: '0', ...more,
});
const judge = (originals: Original[], document = note) => judgeOriginals(document, originals, 'sandbox');
const pathsOf = (originals: Original[], document = note) => judge(originals, document).problems.map(({ path }) => path);

it('stands on an accepted original and takes its total', () => {
  expect(judge([original()])).toEqual({ problems: [], warnings: [], adjustments: [{ original_id: 'fe', amount: '1921.56500' }] });
});

it.each<[string, Partial<Original>, string]>([
  ['another receiver', { receiver_identification: '3101000000' }, 'receiver.identification'],
  ['another currency', { currency: 'USD' }, 'currency'],
  ['a refused original', { state: 'rejected' }, 'references[0].number'],
  ['a cancelled one', { state: 'canceled' }, 'references[0].number'],
  ['one of the other environment', { environment: 'production' }, 'references[0].number'],
  ['another type than the reference says', { document_type: 'TE' }, 'references[0].document_type'],
  ['more than the original', { total: '1921.56499' }, 'totals.total'],
  ['more than other notes left', { taken: '78.43501' }, 'totals.total'],
])('not on %s', (_, more, path) => expect(pathsOf([original(more)])).toEqual([path]));

it('takes the last cent that is left, and says by how much it would go over', () => {
  expect(pathsOf([original({ taken: '78.43500' })])).toEqual([]);
  expect(judge([original({ taken: '1000.00000' })]).problems[0]!.message).toBe(
    'La nota suma 1921.56500 CRC y pasa en 921.56500 de lo que queda por ajustar (Factura electrónica 00100001010000000041: total 2000.00000, en otras notas 1000.00000).',
  );
});

it('waits for Hacienda’s word on the original, and warns of one that is not ours and of another rate', () => {
  expect(judge([original({ state: 'submitted' })])).toMatchObject({ problems: [], pending: 'Factura electrónica 00100001010000000041', warnings: [{ code: 'hacienda.original_pending' }] });
  expect(judge([])).toMatchObject({ problems: [], adjustments: [], warnings: [{ code: 'hacienda.original_unknown' }] });
  const dollars = prepared({ ...NC, currency: 'USD', exchange_rate: 500 });
  expect(judge([original({ currency: 'USD', exchange_rate: '512.00000' })], dollars)).toMatchObject({ problems: [], warnings: [{ code: 'hacienda.original_rate' }] });
});

it('fills several originals in order, and leaves out one that is only mentioned', () => {
  const other = CLAVE.replace('0041', '0042');
  const [reference] = NC.references;
  const both = (code: string) => prepared({ ...NC, references: [reference, { ...reference, number: other, code }] });
  const two = [original({ total: '1000.00000' }), original({ id: 'fe2', clave: other, total: '1000.00000' })];
  expect(judge(two, both('02')).adjustments).toEqual([{ original_id: 'fe', amount: '1000.00000' }, { original_id: 'fe2', amount: '921.56500' }]);
  expect(pathsOf(two, both('04'))).toEqual(['totals.total']);
});

it('a debit note takes from a credit note, and from an invoice nothing', () => {
  const debit = prepared(ND);
  expect(judge([original({ total: '1.00000' })], debit)).toMatchObject({ problems: [], adjustments: [] });
  const onNote = prepared({ ...ND, references: [{ ...ND.references[0], document_type: '03' }] });
  expect(judge([original({ document_type: 'NC', total: '565.00000' })], onNote).adjustments).toEqual([{ original_id: 'fe', amount: '565.00000' }]);
  expect(pathsOf([original({ document_type: 'NC', total: '564.99000' })], onNote)).toEqual(['totals.total']);
});

it('says nothing of what replaces a refused document', () => {
  expect(judge([original({ state: 'rejected' })], prepared({ ...NC, references: [{ ...NC.references[0], document_type: '10', code: '07' }] }))).toEqual({ problems: [], warnings: [], adjustments: [] });
});

it('does not take a standing document for a refused one: under type 10 nobody would count what it takes back', () => {
  const replacing = prepared({ ...NC, references: [{ ...NC.references[0], document_type: '10', code: '07' }] });
  expect(pathsOf([original({ taken: '2000.00000' })], replacing)).toEqual(['references[0].number']);
  expect(pathsOf([original({ state: 'submitted' })], replacing)).toEqual(['references[0].number']);
});
