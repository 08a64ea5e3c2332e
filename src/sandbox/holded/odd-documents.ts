import { CYBERSECURITY, DATA_SCIENCE, FULL_STACK, mongoId, ODD, OTHER_CHANNELS, SUMMER_WORKSHOP, type Person } from '../academy/index.js';
import { contactOf, documentOf, type HoldedRow, type Line } from './documents.js';

const full = (price: number): Line => ({ name: 'Full-Stack Part Time', price, account: FULL_STACK.channelId });

/** Ids of the odd documents, so that a test can name one. */
export const ODD_IDS = {
  firstOfMonth: mongoId(7, 1), twoServices: mongoId(7, 2), foreign: mongoId(7, 3), credited: mongoId(7, 4), draft: mongoId(7, 5), unknownAccount: mongoId(7, 6),
  mismatched: mongoId(7, 7), voided: mongoId(7, 8), contactPerson: mongoId(7, 9), withoutEmail: mongoId(7, 10), elder: mongoId(7, 11), twin: mongoId(7, 12),
  accountAsObject: mongoId(7, 13), otherAccount: mongoId(7, 14), withFrom: mongoId(8, 1), withoutFrom: mongoId(8, 2),
} as const;

const doc = (id: string, number: string, person: Person, date: string, lines: Line[], more?: Record<string, unknown>): HoldedRow => documentOf({ id, number, person, date, lines, more });

export function oddContacts(): HoldedRow[] {
  const { throughContactPerson, ...others } = ODD;
  return [
    contactOf(throughContactPerson, { email: '', contactPersons: [{ personId: 'p1', name: 'Recursos Humanos', job: '', phone: '', email: throughContactPerson.email, sendDocumentsByDefault: 1 }] }),
    ...Object.entries(others).filter(([name]) => name !== 'unbilled' && name !== 'invited').map(([, person]) => contactOf(person)),
  ];
}

export const oddInvoices = (): HoldedRow[] => [
  doc(ODD_IDS.firstOfMonth, 'F2490001', ODD.firstOfMonth, '2024-03-01', [full(6000)]),
  doc(ODD_IDS.twoServices, 'F2490002', ODD.twoServices, '2024-03-12', [full(6000), { name: 'Data Science', price: 5400, discount: 10, account: DATA_SCIENCE.channelId }]),
  doc(ODD_IDS.foreign, 'F2490003', ODD.foreign, '2024-04-02', [full(6500)], { currency: 'usd', currencyChange: 1.0842 }),
  doc(ODD_IDS.credited, 'F2490004', ODD.credited, '2024-04-10', [full(3000)]),
  doc(ODD_IDS.draft, '', ODD.drafted, '2024-04-15', [full(3000)], { status: 0, draft: true, approvedAt: null, paymentsTotal: 0, paymentsPending: 3000 }),
  doc(ODD_IDS.unknownAccount, 'F2490006', ODD.unknownAccount, '2024-05-06', [{ name: 'Taller', price: 250, account: mongoId(1, 99) }]),
  doc(ODD_IDS.mismatched, 'F2490007', ODD.mismatched, '2024-05-08', [full(1000)], { subtotal: 990, total: 990 }),
  doc(ODD_IDS.voided, 'F2490008', ODD.voided, '2024-05-09', [full(1000)], { status: -1 }),
  doc(ODD_IDS.contactPerson, 'F2490009', ODD.throughContactPerson, '2024-05-10', [full(2000)]),
  doc(ODD_IDS.withoutEmail, 'F2490010', ODD.withoutEmail, '2024-05-11', [full(2000)]),
  doc(ODD_IDS.elder, 'F2490011', ODD.elder, '2024-05-12', [full(3000)]),
  doc(ODD_IDS.twin, 'F2490012', ODD.twin, '2024-06-12', [full(3000)]),
  doc(ODD_IDS.accountAsObject, 'F2490013', ODD.mixedAccount, '2024-06-13', [{ name: 'Ciberseguridad', price: 4800, account: { id: CYBERSECURITY.channelId, num: CYBERSECURITY.accountNum, name: CYBERSECURITY.name } }]),
  doc(ODD_IDS.otherAccount, 'F2490014', ODD.mixedAccount, '2024-06-14', [{ name: 'Alquiler de aula', price: 120, account: OTHER_CHANNELS[0].id }]),
  ...([ODD.shouting, ODD.twoPages, ODD.nameOnly, ODD.trashed, ODD.endless, ODD.withoutStatus, ODD.strangeStatus, ODD.macro, ODD.otherCourse, ODD.twoAcademies].map((person, at) =>
    doc(mongoId(7, 50 + at), `F24905${String(at).padStart(2, '0')}`, person, '2024-06-20', [full(6000)]))),
  // A summer workshop: a channel of the school, of a type nobody can tell.
  doc(mongoId(7, 70), 'F2490570', ODD.shouting, '2024-07-01', [{ name: 'Taller de verano', price: 300, account: SUMMER_WORKSHOP.id }]),
];

export const oddCreditNotes = (): HoldedRow[] => [
  doc(ODD_IDS.withFrom, 'CN2490001', ODD.credited, '2024-05-20', [full(1000)], { from: { id: ODD_IDS.credited, docType: 'invoice' } }),
  // Neither `from` nor a number that begins with CN: still a credit note.
  doc(ODD_IDS.withoutFrom, 'AB2490002', ODD.credited, '2024-05-21', [full(500)]),
];
