import { matchContract, type ContractCandidate, type DocumentToMatch } from './match-contract.js';

const contract = (id: number, more: Partial<ContractCandidate> = {}): ContractCandidate => ({ id, status: 'ACTIVE', contract_date: '2024-01-10', last_end: '2024-06-02', nets: [], invoices: new Set(), ...more });
const invoice = (more: Partial<DocumentToMatch> = {}): DocumentToMatch => ({ kind: 'invoice', date: '2024-02-10', net: '3000.00', credited: null, ...more });
const creditNote = (more: Partial<DocumentToMatch> = {}): DocumentToMatch => invoice({ kind: 'creditnote', net: '-1000.00', ...more });

it.each<[string, DocumentToMatch, ContractCandidate[], object]>([
  ['none: a new one', invoice(), [], { create: true }],
  ['a credit note alone makes none', creditNote(), [], { none: true }],
  ['one: it', invoice(), [contract(1)], { contract: 1, why: 'only' }],
  ['one that ended long ago: a new one', invoice({ date: '2025-01-10' }), [contract(1, { status: 'CLOSED' })], { create: true }],
  ['one that ended 180 days ago: it', invoice({ date: '2024-11-29' }), [contract(1, { status: 'CLOSED' })], { contract: 1, why: 'only' }],
  ['one that goes on: it, whenever', invoice({ date: '2025-01-10' }), [contract(1)], { contract: 1, why: 'only' }],
  ['a credit note of a contract that ended: it', creditNote({ date: '2025-01-10' }), [contract(1, { status: 'CLOSED' })], { contract: 1, why: 'only' }],
  ['the contract of the credited invoice', creditNote({ credited: 'F1' }), [contract(1), contract(2, { invoices: new Set(['F1']) })], { contract: 2, why: 'credited' }],
  ['the one in time', invoice({ date: '2024-02-10' }), [contract(1), contract(2, { contract_date: '2025-01-10', last_end: '2025-06-02' })], { contract: 1, why: 'dates' }],
  ['within sixty days before', invoice({ date: '2023-11-11' }), [contract(1), contract(2, { contract_date: '2025-01-10', last_end: null })], { contract: 1, why: 'dates' }],
  ['the one with such an instalment', invoice({ net: '2000.00' }), [contract(1, { nets: ['3000.00'] }), contract(2, { nets: ['2010.00'] })], { contract: 2, why: 'dates' }],
  ['out of time, the one with such an instalment', invoice({ date: '2030-01-01', net: '2000.00' }), [contract(1, { nets: ['3000.00'] }), contract(2, { nets: ['2010.00'] })], { contract: 2, why: 'amount' }],
  ['the active one', invoice(), [contract(1, { status: 'CLOSED' }), contract(2)], { contract: 2, why: 'dates' }],
  ['the latest of the active ones', invoice(), [contract(1), contract(2, { contract_date: '2024-01-20' })], { contract: 2, why: 'recent' }],
  ['two alike: nobody knows', invoice(), [contract(1), contract(2)], { ambiguous: [{ contract_id: 1, score: 5, reasons: ['dates', 'active'] }, { contract_id: 2, score: 5, reasons: ['dates', 'active'] }] }],
])('%s', (_, document, candidates, expected) => expect(matchContract(document, candidates)).toEqual(expected));
