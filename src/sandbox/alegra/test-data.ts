import { type Account, type Accounts, stateOf } from './accounts.js';
import { viewInvoice, viewCreditNote } from './document-view.js';
import { COUNTRIES, type CountryKey } from './countries.js';
import { viewNumber } from './numbering.js';
import { amountOf, bodyOf, type Fields, fieldsOf, listOf, textOf } from './read.js';
import { invalid } from './refusals.js';
import { type BankAccount, type Contact, type Item, nextId, type NumberTemplate, type Tax } from './state.js';

/**
 * `POST /__seed`: rows are put in as they are, past the rules, so that a test can have duplicates or inactive contacts.
 * `{account?, country? (starts the account anew), settings?: {rate_per_minute: n|"off", name_and_name_object: "refuse"|"accept"},
 *   contacts?, items?, taxes?, bank_accounts?, number_templates?}`; answers the rows added.
 */
export function seed(accounts: Accounts, given: unknown): unknown {
  const body = bodyOf(given);
  const account = accounts.named(body.account);
  if (body.country !== undefined) account.state = stateOf(account.options, countryOf(body.country));
  applySettings(account, fieldsOf(body.settings));
  const { state } = account;
  return {
    contacts: add(state.contacts, body.contacts, contactFrom),
    items: add(state.items, body.items, itemFrom),
    taxes: add(state.taxes, body.taxes, taxFrom),
    bank_accounts: add(state.bankAccounts, body.bank_accounts, (row) => ({ ...BANK_ACCOUNT, ...row }) as BankAccount),
    number_templates: add(state.numberTemplates, body.number_templates, (row) => ({ ...TEMPLATE, ...row }) as NumberTemplate),
  };
}

/** `GET /__state?account=`: what the account holds, money as exact text. */
export function reportState({ state, options }: Account): Fields {
  return {
    account: options.email,
    contacts: state.contacts,
    invoices: state.invoices.map((invoice) => ({ ...viewInvoice(state, invoice, 'list'), numberTemplate: viewNumber(state, invoice.numbering) })),
    creditNotes: state.creditNotes.map((note) => viewCreditNote(state, note, 'list')),
    payments: state.payments,
    subscriptions: state.subscriptions,
    emails: state.emails,
  };
}

const BANK_ACCOUNT: Omit<BankAccount, 'id' | 'name'> = { type: 'bank', status: 'active' };

const TEMPLATE: Omit<NumberTemplate, 'id' | 'name' | 'prefix'> = {
  documentType: 'invoice',
  isDefault: false,
  isElectronic: false,
  autoincrement: true,
  nextInvoiceNumber: 1,
  minInvoiceNumber: null,
  maxInvoiceNumber: null,
  startDate: null,
  endDate: null,
  resolutionNumber: null,
  status: 'active',
};

function add<Row extends { id: string }>(rows: Row[], given: unknown, from: (row: Fields) => Omit<Row, 'id'>): Row[] {
  return listOf(given).map(fieldsOf).map((row) => {
    const added = { ...from(row), id: textOf(row.id) ?? nextId(rows) } as Row;
    rows.push(added);
    return added;
  });
}

/** `identification` may be plain text or `{type, number, dv}`. */
function contactFrom(row: Fields): Omit<Contact, 'id'> {
  const { type, number, dv } = typeof row.identification === 'object' ? fieldsOf(row.identification) : { number: row.identification, type: null, dv: null };
  const digits = textOf(number);
  return {
    name: textOf(row.name) ?? 'Sin nombre',
    nameObject: row.nameObject ? fieldsOf(row.nameObject) : null,
    identification: digits === null ? null : { type: textOf(type), number: digits, dv: textOf(dv) },
    email: textOf(row.email),
    type: typeof row.type === 'string' ? [row.type] : row.type ? listOf(row.type).map(String) : ['client'],
    status: row.status === 'inactive' ? 'inactive' : 'active',
    other: fieldsOf(row.other),
  };
}

function itemFrom(row: Fields): Omit<Item, 'id'> {
  return {
    name: textOf(row.name) ?? textOf(row.reference) ?? 'Sin nombre',
    description: textOf(row.description),
    reference: textOf(row.reference),
    type: textOf(row.type) ?? 'product',
    status: row.status === 'inactive' ? 'inactive' : 'active',
    price: amountOf(row.price ?? 0, 'El precio'),
    taxIds: listOf(row.tax).map(String),
  };
}

function taxFrom(row: Fields): Omit<Tax, 'id'> {
  return {
    name: textOf(row.name) ?? 'IVA',
    percentage: amountOf(row.percentage, 'El porcentaje'),
    type: textOf(row.type) ?? 'IVA',
    status: row.status === 'inactive' ? 'inactive' : 'active',
  };
}

function countryOf(value: unknown): CountryKey {
  return Object.hasOwn(COUNTRIES, String(value)) ? (value as CountryKey) : invalid(`País desconocido; use ${Object.keys(COUNTRIES).join(', ')}`);
}

function applySettings({ settings }: Account, wanted: Fields): void {
  const rate = wanted.rate_per_minute;
  if (rate === 'off' || (typeof rate === 'number' && rate >= 0)) settings.ratePerMinute = rate;
  const names = wanted.name_and_name_object;
  if (names === 'refuse' || names === 'accept') settings.nameAndNameObject = names;
}
