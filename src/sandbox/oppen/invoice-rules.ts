import { Decimal } from 'decimal.js';
import { refuse } from './refusals.js';
import type { OppenInvoice, OppenState } from './state.js';

type Fields = Record<string, unknown>;

const HEADER = new Set([
  'SerNr', 'OfficialSerNr', 'ToOfficialSerNr', 'CustCode', 'CustName', 'TransDate', 'InvoiceDate', 'DueDate', 'Office', 'Labels', 'createUser', 'Status', 'Items',
  'InvoiceType', 'VoucherCode', 'DocType', 'FormType', 'Currency', 'SalesMan', 'OperationType', 'PayTerm', 'RefStr', 'Comment',
]);
const ROW = new Set(['ArtCode', 'Name', 'Qty', 'Price', 'VATCode']);
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Judges a new invoice as Oppen does, and computes what Oppen computes. Throws a refusal. */
export function readInvoice(body: unknown, state: OppenState): OppenInvoice {
  const fields = body as Fields;
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) refuse(422, 'Record expected');
  if (state.rules.known_fields) refuseUnknown(fields);
  for (const name of ['CustCode', 'TransDate', 'OfficialSerNr']) if (typeof fields[name] !== 'string' || fields[name] === '') refuse(422, `BLANKERR ${name}`, { field: name });
  for (const name of ['TransDate', 'DueDate']) if (fields[name] !== undefined && !DAY.test(String(fields[name]))) refuse(422, `INVALIDDATE ${name}`, { field: name });
  const { SerNr, OfficialSerNr, CustCode, TransDate, DueDate = null } = fields as { SerNr?: unknown; OfficialSerNr: string; CustCode: string; TransDate: string; DueDate?: string | null };
  if (!/^\d{4,8}-\d{8}$/.test(OfficialSerNr)) refuse(422, 'INVALIDVALUE OfficialSerNr', { field: 'OfficialSerNr' });
  if (SerNr !== undefined && (!Number.isSafeInteger(SerNr) || (state.rules.short_ser_nr && String(SerNr).length > 15))) refuse(422, 'RANGEERR4', { field: 'SerNr' });
  if (state.rules.due_date_not_in_past && DueDate !== null && DueDate < new Date().toISOString().slice(0, 10)) refuse(422, 'INVERTEDRANGEERR EstPayDate', { field: 'EstPayDate' });
  if (state.rules.known_labels && !labelsOf(fields.Labels).every((label) => state.labels.includes(label))) refuse(422, 'LINKTOINVALIDVALUEERR Labels', { field: 'Labels' });
  const Total = totalOf(fields.Items, state.rules.vat_percent);
  const type = typeOf(fields);
  if (state.invoices.some((other) => other.OfficialSerNr === OfficialSerNr && (!state.rules.unique_with_type || typeOf(other.fields) === type))) refuse(409, state.rules.duplicate_says, { field: 'OfficialSerNr' });
  if (SerNr !== undefined && state.invoices.some((other) => other.SerNr === SerNr)) refuse(409, 'Duplicate Serial Nr!', { field: 'SerNr' });
  return { SerNr: (SerNr as number | undefined) ?? state.nextSerNr++, OfficialSerNr, CustCode, TransDate, DueDate, Status: Number(fields.Status ?? 0), Total, madeAt: Date.now(), fields };
}

function refuseUnknown(fields: Fields): void {
  for (const name of Object.keys(fields)) if (!HEADER.has(name)) refuse(422, `Field ${name} not found`, { field: name });
  for (const row of Array.isArray(fields.Items) ? (fields.Items as Fields[]) : []) for (const name of Object.keys(row)) if (!ROW.has(name)) refuse(422, `Field ${name} not found`, { field: name });
}

// A row with VATCode "3" is exempt (contract §3).
function totalOf(items: unknown, vatPercent: number): string {
  if (!Array.isArray(items) || items.length === 0) refuse(422, 'BLANKERR Items', { field: 'Items' });
  return (items as Fields[])
    .reduce((sum, { ArtCode, Qty, Price, VATCode }) => {
      if (typeof ArtCode !== 'string' || ArtCode === '') refuse(422, 'BLANKERR ArtCode', { field: 'ArtCode' });
      if (typeof Price !== 'number' || !(Price > 0)) refuse(422, 'INVALIDVALUE Price', { field: 'Price' });
      const vat = VATCode === '3' ? 0 : vatPercent;
      return sum.plus(new Decimal(Price).times(Number(Qty ?? 1)).times(1 + vat / 100).toDecimalPlaces(2, Decimal.ROUND_HALF_UP));
    }, new Decimal(0))
    .toFixed(2);
}

const typeOf = ({ VoucherCode, InvoiceType }: Fields): string => String(VoucherCode ?? InvoiceType ?? '');
const labelsOf = (labels: unknown): string[] => String(labels ?? '').split(',').map((label) => label.trim()).filter(Boolean);
