import { academyOf, COURSES, OTHER_CHANNELS, type AcademyOptions } from '../academy/index.js';
import { oddContacts, oddCreditNotes, oddInvoices } from './odd-documents.js';
import { contactOf, creditNoteOf, invoiceOf, type HoldedRow } from './documents.js';

export interface HoldedRules {
  /** Rows of a page; more are never given, whatever `limit` says. */
  page_size: number;
  /** Lists that ignore `page` and give the first one for ever. */
  repeat_pages: boolean;
  /** Whether `endtmp` belongs to the window: Holded does not say. */
  end_included: boolean;
  /** A document nobody knows: the HTML page with 200, or a 404. */
  missing: 'html' | '404' | 'status_0';
  /** Requests per second before a 429; null: no limit (none is published). */
  rate_per_second: number | null;
  /** Every key is refused. */
  refuse_keys: boolean;
}

export const DEFAULT_RULES: HoldedRules = { page_size: 500, repeat_pages: false, end_included: false, missing: 'html', rate_per_second: null, refuse_keys: false };

export const LISTS = ['saleschannels', 'services', 'contacts', 'invoice', 'creditnote', 'taxes', 'payments'] as const;
export type ListName = (typeof LISTS)[number];

export interface HoldedState {
  rules: HoldedRules;
  lists: Record<ListName, HoldedRow[]>;
  /** Second → requests, for the rate. */
  seen: { second: number; count: number };
}

export function firstDay(academy: AcademyOptions | undefined, rules: Partial<HoldedRules> | undefined, odd: boolean): HoldedState {
  const { people, bills, credits } = academyOf(academy);
  return {
    rules: { ...DEFAULT_RULES, ...rules },
    seen: { second: 0, count: 0 },
    lists: {
      // The live API says `accountNum`; the documentation, and one row here, `accNum` (contract §0.4).
      saleschannels: [
        ...COURSES.map(({ channelId, name, accountNum }, at) => ({ id: channelId, name, color: '#2a7', ...(at === 3 ? { accNum: accountNum } : { accountNum }) })),
        ...OTHER_CHANNELS.map((channel) => ({ ...channel, color: '#777' })),
      ],
      services: COURSES.map(({ serviceId, channelId, name, price }) => ({ id: serviceId, name, desc: '', tags: [], tax: 0, subtotal: price, salesChannelId: channelId, cost: 0 })),
      contacts: [...people.map((person) => contactOf(person)), ...(odd ? oddContacts() : [])],
      invoice: [...bills.map((bill) => invoiceOf(bill)), ...(odd ? oddInvoices() : [])],
      creditnote: [...credits.map((credit) => creditNoteOf(credit)), ...(odd ? oddCreditNotes() : [])],
      taxes: [{ id: 's_iva_0', name: 'IVA 0%', amount: 0 }, { id: 's_iva_21', name: 'IVA 21%', amount: 21 }],
      payments: [],
    },
  };
}
