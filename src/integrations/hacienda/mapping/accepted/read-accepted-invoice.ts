import { isLosslessNumber } from 'lossless-json';
import type { AcceptedInvoice } from '../../../../core/events/accepted-invoice.js';

type Fields = Record<string, unknown>;

/**
 * The sale in a message, which a person may have edited: numbers are text again, what is missing is null or empty. Undefined when it
 * names no document: then nobody could tell it from another.
 */
export function readAcceptedInvoice(value: unknown): AcceptedInvoice | undefined {
  const given = fieldsOf(value);
  const document = texts(given.document, ['system', 'type', 'name']);
  if (!document.system || !document.type || !document.name) return undefined;
  return {
    document: document as AcceptedInvoice['document'],
    ...texts(given, ['date', 'due_date', 'currency', 'exchange_rate', 'total']),
    issued: given.issued === true,
    customer: texts(given.customer, ['name', 'identification', 'identification_type', 'email', 'phone']),
    lines: rows(given.lines).map((line) => ({
      ...texts(line, ['code', 'description', 'catalogue_code', 'unit']), ...amounts(line, ['quantity', 'net']),
      taxes: rows(line.taxes).map((tax) => texts(tax, ['name', 'rate'])),
    })),
    charges: rows(given.charges).map((charge) => ({ name: textOf(charge.name) ?? 'Cargo', ...amounts(charge, ['amount']) })),
    payments: rows(given.payments).map((payment) => ({ ...texts(payment, ['mode', 'kind']), ...amounts(payment, ['amount']) })),
  };
}

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {});
const rows = (value: unknown): Fields[] => (Array.isArray(value) ? value.map(fieldsOf) : []);

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() || null;
  return typeof value === 'number' || isLosslessNumber(value) ? String(value) : null;
}

const texts = <Name extends string>(value: unknown, names: readonly Name[]): Record<Name, string | null> =>
  Object.fromEntries(names.map((name) => [name, textOf(fieldsOf(value)[name])])) as Record<Name, string | null>;

/** Missing is nothing, which the rules refuse by name. */
const amounts = <Name extends string>(value: Fields, names: readonly Name[]): Record<Name, string> =>
  Object.fromEntries(names.map((name) => [name, textOf(value[name]) ?? ''])) as Record<Name, string>;
