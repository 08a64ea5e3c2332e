import { Money, readDecimal } from '../../core/money/index.js';
import { amountOf, checkListed, dateOf, type Fields, fieldsOf, findById, idOf, positiveOf, rowsOf, textOf } from './read.js';
import { invalid } from './refusals.js';
import type { AlegraState, Line, SalesDocument } from './state.js';

/** The part of a body that invoices and credit notes share; refuses what Alegra refuses. `word` is "La factura"… */
export function readDocument(
  state: AlegraState,
  body: Fields,
  word: string,
): Pick<SalesDocument, 'source' | 'date' | 'client' | 'lines' | 'currency' | 'observations'> {
  checkFiscalFields(state, body);
  return {
    source: body,
    date: dateOf(body.date, 'La fecha'),
    client: clientOf(state, body.client),
    lines: linesOf(state, body.items, word),
    currency: currencyOf(state, body.currency),
    observations: textOf(body.observations),
  };
}

function checkFiscalFields({ country }: AlegraState, body: Fields): void {
  checkListed(body.paymentForm, country.paymentForm, 'paymentForm');
  checkListed(body.saleCondition, country.saleCondition, 'saleCondition');
  checkListed(body.paymentMethod, country.invoicePaymentMethod, 'paymentMethod');
  checkListed(body.operationType, country.operationTypes, 'operationType');
}

function clientOf(state: AlegraState, reference: unknown) {
  const client = findById(state.contacts, reference) ?? invalid(`El cliente con id ${idOf(reference)} no existe`);
  return client.status === 'active' ? client : invalid(`El cliente ${client.name} (id ${client.id}) está inactivo`);
}

function linesOf(state: AlegraState, items: unknown, word: string): Line[] {
  const rows = rowsOf(items, 'items');
  // The wording "debe contener mínimo un item" is Alegra's.
  if (rows.length === 0) return invalid(`${word} debe contener mínimo un item`);
  return rows.map((row, index) => lineOf(state, fieldsOf(row), `El ítem ${index + 1}`));
}

function lineOf(state: AlegraState, row: Fields, label: string): Line {
  // Only `items[].id` counts: neither a free text line nor `items[].item.id` is an item.
  const id = textOf(row.id) ?? invalid(`${label} no tiene id: sólo se aceptan ítems del catálogo`);
  const item = findById(state.items, id) ?? invalid(`${label}: el ítem con id ${id} no existe`);
  if (item.status !== 'active') invalid(`${label}: el ítem ${item.name} (id ${id}) está inactivo`);
  const discount = row.discount === undefined || row.discount === null ? new Money(0) : amountOf(row.discount, `${label}: el descuento`);
  if (discount.gt(100)) invalid(`${label}: el descuento es un porcentaje y no puede ser mayor a 100`);
  return {
    item,
    name: textOf(row.name) ?? item.name,
    description: textOf(row.description),
    reference: textOf(row.reference) ?? item.reference,
    price: amountOf(row.price, `${label}: el precio`),
    quantity: positiveOf(row.quantity, `${label}: la cantidad`),
    discount,
    taxes: rowsOf(row.tax, `${label}: tax`).map((reference) => taxOf(state, reference, label)),
  };
}

function taxOf(state: AlegraState, reference: unknown, label: string) {
  const tax = findById(state.taxes, reference) ?? invalid(`${label}: el impuesto con id ${idOf(reference)} no existe`);
  return tax.status === 'active' ? tax : invalid(`${label}: el impuesto ${tax.name} (id ${tax.id}) está inactivo`);
}

function currencyOf({ country, currencies }: AlegraState, value: unknown): SalesDocument['currency'] {
  if (value === undefined || value === null) return { code: country.currency.code, exchangeRate: new Money(1) };
  const { code, exchangeRate } = fieldsOf(value);
  const known = currencies.find((currency) => currency.code === code) ?? invalid(`La moneda ${String(code)} no está configurada`);
  if (known.code === country.currency.code) return { code: known.code, exchangeRate: readDecimal(exchangeRate) ?? new Money(1) };
  return { code: known.code, exchangeRate: positiveOf(exchangeRate, `La tasa de cambio de ${known.code}`) };
}
