import { DateTime } from 'luxon';
import type { Bill, Person } from '../academy/index.js';

export type HoldedRow = Record<string, unknown> & { id: string };

/** Holded's dates: the midnight of Madrid, in unix seconds (contract §0.3). */
export const madrid = (day: string): number => DateTime.fromISO(day, { zone: 'Europe/Madrid' }).toSeconds();

export function contactOf({ contactId, first, last, email }: Person, more: Record<string, unknown> = {}): HoldedRow {
  return {
    id: contactId, customId: '', name: `${first} ${last}`, code: '', vatnumber: '', tradeName: '', email, mobile: '', phone: '', type: 'client', iban: '', swift: '', groupId: '',
    clientRecord: { num: 43_000_000, name: `${first} ${last}` }, supplierRecord: [], isperson: 1, billAddress: { address: '', city: 'Madrid', postalCode: '', province: '', country: 'España', countryCode: 'ES', info: '' },
    defaults: {}, socialNetworks: { website: '' }, tags: [], notes: [], contactPersons: [], shippingAddresses: [], customFields: [],
    createdAt: madrid('2024-01-02'), updatedAt: madrid('2024-01-02'), updatedHash: contactId.slice(-8), ...more,
  };
}

export interface Line {
  name: string;
  price: number;
  account: unknown;
  units?: number;
  discount?: number;
  tax?: number;
}

export const lineOf = ({ name, price, account, units = 1, discount = 0, tax = 0 }: Line, at = 1) => ({
  name, desc: '', price, units, tax, taxes: [`s_iva_${tax}`], discount, retention: 0, weight: 0, costPrice: 0, sku: '0', account, line_id: `l${at}`, projectid: null,
});

interface Document {
  id: string;
  number: string;
  person: Person;
  date: string;
  lines: Line[];
  more?: Record<string, unknown>;
}

const cents = (amount: number): number => Math.round(amount * 100) / 100;

/** A document as the list shows it. Its sums are those of its lines, unless `more` says otherwise. */
export function documentOf({ id, number, person, date, lines, more }: Document): HoldedRow {
  const net = (line: Line) => line.price * (line.units ?? 1) * (1 - (line.discount ?? 0) / 100);
  const subtotal = cents(lines.reduce((sum, line) => sum + net(line), 0));
  const tax = cents(lines.reduce((sum, line) => sum + (net(line) * (line.tax ?? 0)) / 100, 0));
  const total = cents(subtotal + tax);
  return {
    id, contact: person.contactId, contactName: `${person.first} ${person.last}`, desc: '', date: madrid(date), dueDate: madrid(date) + 2_592_000, notes: '', docNumber: number,
    products: lines.map(lineOf), tax, subtotal, discount: 0, total, language: 'es', status: 1, customFields: [], currency: 'eur', currencyChange: 1,
    paymentsTotal: total, paymentsPending: 0, paymentsRefunds: 0, tags: [], draft: null, approvedAt: madrid(date) + 36_000, salesChannelId: null, from: null, ...more,
  };
}

const linesOf = ({ course, net, tax }: Bill): Line[] => [{ name: course.name.replace(/^\w+ - /, ''), price: net, account: course.channelId, tax }];

export const invoiceOf = (bill: Bill): HoldedRow => documentOf({ ...bill, lines: linesOf(bill) });

/** Amounts are positive; only the kind of document says that it takes away (contract §3.2). */
export const creditNoteOf = (credit: Bill & { of: string }): HoldedRow => documentOf({ ...credit, lines: linesOf(credit), more: { from: { id: credit.of, docType: 'invoice' } } });
