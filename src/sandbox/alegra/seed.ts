import { Money } from '../../core/money/index.js';
import type { Country } from './countries.js';
import type { AlegraState, BankAccount, Contact, Currency, Item, NumberTemplate, Tax } from './state.js';

/** The first day of an account: enough catalogs and people to bill with. All names and numbers are invented. */
export function firstDay(country: Country, user: { id: string; name: string; email: string }): AlegraState {
  return {
    country,
    user,
    company: {
      id: 1,
      name: 'Empresa de Pruebas S.A.',
      identification: '3101123456',
      applicationVersion: country.applicationVersion,
      currency: country.currency,
      decimalPrecision: String(country.decimalPrecision),
      multicurrency: true,
      regime: country.regimes?.[0] ?? null,
    },
    contacts: contacts(country),
    items: items(),
    taxes: taxes(),
    bankAccounts: bankAccounts(),
    numberTemplates: numberTemplates(),
    currencies: currencies(country),
    lists: {
      terms: [{ id: 1, name: 'De contado', days: '0' }, { id: 2, name: '30 días', days: 30 }],
      categories: [{ id: 5071, name: 'Ventas', type: 'income' }],
      'price-lists': [{ id: 1, name: 'General', type: 'amount', status: 'active' }],
      warehouses: [{ id: 1, name: 'Principal', status: 'active' }],
    },
    invoices: [],
    creditNotes: [],
    payments: [],
    subscriptions: [],
    emails: [],
  };
}

function contacts(country: Country): Contact[] {
  // The same people in each edition; a number gets a type only where the type exists.
  const typed = (type: string) => (country.identificationTypes?.includes(type) ? type : null);
  const contact = (id: string, name: string, type: string, number: string, more: Partial<Contact> = {}): Contact => ({
    id,
    name,
    nameObject: null,
    identification: { type: typed(type), number, dv: null },
    email: null,
    type: ['client'],
    status: 'active',
    other: {},
    ...more,
  });
  return [
    contact('1', 'Consumidor Final', 'PE', '000000000'),
    contact('20', 'Distribuidora La Carreta S.A.', 'CJ', '3101789456', { type: ['provider'], email: 'ventas@carreta.example' }),
    contact('21', 'Cliente Inactivo S.A.', 'CJ', '3101555777', { status: 'inactive' }),
    contact('118', 'Ferretería El Roble S.R.L.', 'CJ', '3102458721', { email: 'compras@elroble.example' }),
  ];
}

function items(): Item[] {
  const item = (id: string, reference: string, name: string, price: string, more: Partial<Item> = {}): Item => ({
    id,
    name,
    description: null,
    reference,
    type: 'product',
    status: 'active',
    price: new Money(price),
    taxIds: ['6'],
    ...more,
  });
  return [
    item('75', 'PIN-KOLBI-5000', 'Pin recarga Kölbi ₡5000', '4424.78', { type: 'service' }),
    item('76', 'CARG-USBC-20W', 'Cargador USB-C 20W', '8500'),
    item('77', 'TV-SAM-55', 'Televisor 55" 4K', '265486.73'),
    item('78', 'INST-TV', 'Instalación de TV', '17699.12', { type: 'service' }),
    item('79', 'GENERICO', 'Venta general', '0', { type: 'service' }),
    item('80', 'DESCONTINUADO', 'Producto descontinuado', '1000', { status: 'inactive' }),
  ];
}

// Ids are never the percentage: a client that hard-codes them is caught.
function taxes(): Tax[] {
  const tax = (id: string, name: string, percentage: number, more: Partial<Tax> = {}): Tax => ({
    id,
    name,
    percentage: new Money(percentage),
    type: 'IVA',
    status: 'active',
    ...more,
  });
  return [
    tax('1', 'Exento', 0, { type: 'EXENTO' }),
    tax('2', 'IVA reducido', 1),
    tax('3', 'IVA reducido', 2),
    tax('4', 'IVA reducido', 4),
    tax('5', 'IVA transitorio', 8),
    tax('6', 'IVA', 13),
    tax('7', 'IVA', 19),
    tax('8', 'IVA', 5),
    tax('9', 'IVA 0%', 0),
    tax('10', 'IVA (derogado)', 13, { status: 'inactive' }),
  ];
}

function bankAccounts(): BankAccount[] {
  return [
    { id: '1', name: 'Caja general', type: 'cash', status: 'active' },
    { id: '2', name: 'Banco Nacional', type: 'bank', status: 'active' },
    { id: '3', name: 'SINPE Móvil', type: 'bank', status: 'active' },
    { id: '4', name: 'Datáfono', type: 'credit-card', status: 'active' },
    { id: '5', name: 'Cuenta cerrada', type: 'bank', status: 'inactive' },
  ];
}

function numberTemplates(): NumberTemplate[] {
  const template = (id: string, name: string, prefix: string, more: Partial<NumberTemplate> = {}): NumberTemplate => ({
    id,
    name,
    prefix,
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
    ...more,
  });
  return [
    template('1', 'Factura electrónica', 'FE', { isDefault: true, isElectronic: true }),
    template('2', 'Talonario manual', 'MAN', { autoincrement: false, minInvoiceNumber: 1, maxInvoiceNumber: 99999 }),
    template('3', 'Nota crédito electrónica', 'NC', { documentType: 'creditNote', isDefault: true, isElectronic: true }),
    template('4', 'Resolución vencida', 'OLD', { endDate: '2020-12-31', resolutionNumber: '18760000001' }),
  ];
}

function currencies(country: Country): Currency[] {
  const all: Currency[] = [
    { code: 'CRC', name: 'Colón costarricense', symbol: '₡', exchangeRate: new Money(1) },
    { code: 'USD', name: 'Dólar estadounidense', symbol: '$', exchangeRate: new Money('512.5') },
    { code: 'EUR', name: 'Euro', symbol: '€', exchangeRate: new Money('590') },
  ];
  const own = { ...country.currency, name: country.currency.code, exchangeRate: new Money(1) };
  return [own, ...all.filter(({ code }) => code !== own.code && code !== 'CRC')];
}
