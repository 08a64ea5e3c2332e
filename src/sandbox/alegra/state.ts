import type { Money } from '../../core/money/index.js';
import type { Country } from './countries.js';
import type { Fields } from './read.js';

/** The documents and catalogs of one Alegra account. Ids are strings here; the views decide how they look on the wire. */
export interface AlegraState {
  country: Country;
  company: Fields;
  user: { id: string; name: string; email: string };
  contacts: Contact[];
  items: Item[];
  taxes: Tax[];
  bankAccounts: BankAccount[];
  numberTemplates: NumberTemplate[];
  currencies: Currency[];
  /** Read-only lists by path: `terms`, `categories`, `price-lists`… */
  lists: Record<string, Fields[]>;
  invoices: Invoice[];
  creditNotes: CreditNote[];
  payments: Payment[];
  subscriptions: Subscription[];
  /** E-mails "sent": invoice id and addresses. */
  emails: { invoiceId: string; emails: string[] }[];
}

export type Status = 'active' | 'inactive';

export interface Contact {
  id: string;
  name: string;
  nameObject: Fields | null;
  identification: { type: string | null; number: string; dv: string | null } | null;
  email: string | null;
  type: string[];
  status: Status;
  /** Every other documented field, as it was sent. */
  other: Fields;
}

export interface Item {
  id: string;
  name: string;
  description: string | null;
  reference: string | null;
  type: string;
  status: Status;
  price: Money;
  taxIds: string[];
}

export interface Tax {
  id: string;
  name: string;
  percentage: Money;
  type: string;
  status: Status;
}

export interface BankAccount {
  id: string;
  name: string;
  type: 'bank' | 'cash' | 'credit-card';
  status: Status;
}

export interface NumberTemplate {
  id: string;
  name: string;
  prefix: string;
  documentType: 'invoice' | 'creditNote';
  isDefault: boolean;
  isElectronic: boolean;
  /** false = manual: the caller chooses each number. */
  autoincrement: boolean;
  nextInvoiceNumber: number;
  minInvoiceNumber: number | null;
  maxInvoiceNumber: number | null;
  startDate: string | null;
  endDate: string | null;
  resolutionNumber: string | null;
  status: Status;
}

export interface Currency {
  code: string;
  name: string;
  symbol: string;
  exchangeRate: Money;
}

export interface Line {
  item: Item;
  name: string;
  description: string | null;
  reference: string | null;
  price: Money;
  quantity: Money;
  /** Percentage, 0 to 100. */
  discount: Money;
  taxes: Tax[];
}

export interface DocumentNumber {
  templateId: string;
  prefix: string;
  /** null while the document is a draft. */
  number: string | null;
}

export interface Stamp {
  emissionStatus: string;
  legalStatus: string;
  date: string;
}

/** What invoices and credit notes share. `source` is the accepted body; a PUT is merged into it and judged as a whole. */
export interface SalesDocument {
  id: string;
  source: Fields;
  date: string;
  client: Contact;
  lines: Line[];
  currency: { code: string; exchangeRate: Money };
  numbering: DocumentNumber;
  observations: string | null;
  stamp: Stamp | null;
  createdAt: string;
}

export interface Invoice extends SalesDocument {
  dueDate: string;
  /** `closed` is not stored: an open invoice without balance is closed. */
  status: 'draft' | 'open' | 'void';
}

export interface Allocation {
  invoiceId: string;
  amount: Money;
}

export interface CreditNote extends SalesDocument {
  status: 'open' | 'void';
  allocations: Allocation[];
}

export interface Payment {
  id: string;
  date: string;
  bankAccountId: string;
  paymentMethod: string;
  allocations: Allocation[];
  observations: string | null;
  status: 'open' | 'void';
}

export interface Subscription {
  id: string;
  event: string;
  url: string;
}

/** One more than the highest id in the list, so that seeded ids are never met again. */
export function nextId(rows: readonly { id: string }[]): string {
  return String(rows.reduce((highest, row) => Math.max(highest, Number(row.id) || 0), 0) + 1);
}
