import type { Warning } from '../../../core/errors/index.js';
import { Money } from '../../../core/money/index.js';
import type { AlegraMetadata } from '../alegra.credentials.js';
import type { Country, PaymentMethod } from './countries.js';
import type { ErpnextDocument } from './erpnext-document.js';
import type { ErpnextPayment } from './erpnext-rows.js';
import { lookUp } from './maps.js';
import { methodPair, type MethodPair } from './payment-methods.js';
import type { Problem } from './problems.js';
import { money, sum, wire } from './totals.js';

/** A row of `payments` in an invoice (there the account is `account`), or of `refunds` in a credit note. */
export interface PaymentBody {
  date: string;
  account: { id: string };
  amount: number | string;
  paymentMethod: PaymentMethod;
}

export interface BuiltPayments {
  payments: PaymentBody[];
  paid: Money;
  /** Fiscal method of the largest payment; null when nothing tells. */
  invoiceMethod: string | null;
  warnings: Warning[];
  problems: Problem[];
}

interface Row extends ErpnextPayment {
  account: string | null;
  method: MethodPair;
}

type Settings = Pick<
  AlegraMetadata,
  'payment_account_map' | 'payment_method_map' | 'default_payment_account_id' | 'default_payment_method' | 'default_payment_method_key' | 'total_tolerance'
>;

/** What the customer paid, without the change, and never more than `total`. Money given back on a return counts the same. */
export function toPayments(document: ErpnextDocument, settings: Settings, country: Country, total: Money): BuiltPayments {
  const sign = document.isReturn ? -1 : 1;
  const given = document.payments
    .map((row) => ({ ...resolve(row, settings, country), amount: row.amount.times(sign) }))
    // POS lists every mode of its profile, used or not.
    .filter(({ amount }) => !amount.isZero());
  const change = changeOf(document, given, total);
  const settled = settle(takeFromCash(given, change.amount), document, settings, total);
  const rows = settled.rows.filter(({ amount }) => !amount.isZero());
  const problems = [...rows.flatMap(problemsOf), ...settled.problems];
  const largest = rows.reduce<Row | null>((best, row) => (best && best.amount.gte(row.amount) ? best : row), null);
  return {
    payments: problems.length > 0 ? [] : rows.map((row) => bodyOf(row, document.postingDate!)),
    paid: sum(rows.map(({ amount }) => amount)),
    invoiceMethod: largest?.method.invoice ?? null,
    warnings: [...change.warnings, ...settled.warnings, ...unpaidWarnings(document)],
    problems,
  };
}

function resolve(row: ErpnextPayment, settings: Settings, country: Country): Row {
  const own = methodPair(lookUp(settings.payment_method_map, row.mode), country);
  const fallback = methodPair({ payment: settings.default_payment_method, invoice: settings.default_payment_method_key }, country);
  const kind = methodPair(KINDS[row.kind ?? ''], country);
  const payment = own.payment ?? fallback.payment ?? kind.payment;
  // A mode with a method of its own never borrows the default's fiscal key: a card is not cash.
  const invoice = own.payment ? own.invoice : (fallback.invoice ?? kind.invoice);
  return {
    ...row,
    account: lookUp(settings.payment_account_map, row.mode) ?? settings.default_payment_account_id ?? null,
    method: { payment, invoice },
  };
}

// ERPNext's type of a mode of payment, when neither map nor default tell.
const KINDS: Record<string, PaymentMethod> = { Cash: 'cash', Bank: 'transfer', Phone: 'transfer' };

function bodyOf({ account, amount, method }: Row, date: string): PaymentBody {
  return { date, account: { id: account! }, amount: wire(amount), paymentMethod: method.payment! };
}

function problemsOf({ path, mode, amount, account, method }: Row): Problem[] {
  const name = `«${mode ?? 'sin nombre'}»`;
  const problem = (message: string): Problem => ({ path, code: 'payment_unmapped', message });
  return [
    ...(amount.isNegative() ? [{ path, code: 'payment_negative', message: `El pago ${name} tiene un importe de signo contrario al documento (${money(amount)}).` }] : []),
    ...(account === null ? [problem(`El modo de pago ${name} no tiene una cuenta de Alegra: agréguelo a payment_account_map o configure default_payment_account_id.`)] : []),
    ...(method.payment === null ? [problem(`El modo de pago ${name} no tiene un método de Alegra: agréguelo a payment_method_map o configure default_payment_method.`)] : []),
  ];
}

const isCash = ({ kind, method }: Row): boolean => kind === 'Cash' || (kind === null && method.payment === 'cash');

/** Change given back. When the payload does not tell it, cash beyond the total of a POS sale can only be change. */
function changeOf(document: ErpnextDocument, rows: readonly Row[], total: Money): { amount: Money; warnings: Warning[] } {
  if (document.changeAmount !== null) return { amount: document.changeAmount.abs(), warnings: [] };
  const due = payable(document, total);
  const excess = sum(rows.map(({ amount }) => amount)).minus(due);
  const cash = sum(rows.filter(isCash).map(({ amount }) => amount));
  if (document.isReturn || !excess.gt(0) || excess.gt(cash)) return { amount: new Money(0), warnings: [] };
  return {
    amount: excess,
    warnings: [{ code: 'change_assumed', message: `Los pagos superan el total en ${money(excess)}; se tomó como vuelto en efectivo. Envíe change_amount para que no haya duda.` }],
  };
}

const payable = ({ roundedTotal, grandTotal }: ErpnextDocument, total: Money): Money => Money.max(total, (roundedTotal?.isZero() ? null : roundedTotal)?.abs() ?? grandTotal?.abs() ?? 0);

/** Change comes out of the till: from cash first, from what is left of the others only if cash does not suffice. */
function takeFromCash(rows: readonly Row[], change: Money): Row[] {
  let left = change;
  const after = new Map<Row, Money>();
  for (const row of [...rows.filter(isCash), ...rows.filter((row) => !isCash(row))]) {
    const taken = Money.min(left, Money.max(row.amount, 0));
    after.set(row, row.amount.minus(taken));
    left = left.minus(taken);
  }
  return rows.map((row) => ({ ...row, amount: after.get(row)! }));
}

/** Alegra refuses payments beyond the total. A difference of rounding comes off the largest one; more is for a person to see. */
function settle(rows: readonly Row[], document: ErpnextDocument, settings: Settings, total: Money): { rows: readonly Row[]; warnings: Warning[]; problems: Problem[] } {
  const excess = sum(rows.map(({ amount }) => amount)).minus(total);
  if (!excess.gt(0)) return { rows, warnings: [], problems: [] };
  const rounding = document.roundingAdjustment?.abs() ?? new Money(0);
  if (excess.gt(new Money(settings.total_tolerance).plus(rounding))) {
    return { rows, warnings: [], problems: [{ path: 'payments', code: 'payment_exceeds_total', message: `Los pagos superan el total de Alegra (${money(total)}) en ${money(excess)}. Revise change_amount, impuestos y descuentos.` }] };
  }
  const largest = rows.reduce((best, row) => (row.amount.gt(best.amount) ? row : best));
  return { rows: rows.map((row) => (row === largest ? { ...row, amount: row.amount.minus(excess) } : row)), warnings: [], problems: [] };
}

function unpaidWarnings({ writeOff, loyaltyAmount }: ErpnextDocument): Warning[] {
  const parts = [['saldo castigado', writeOff], ['puntos de lealtad', loyaltyAmount]] as const;
  return parts
    .filter(([, amount]) => amount && !amount.isZero())
    .map(([what, amount]) => ({ code: 'balance_left_open', message: `ERPNext saldó ${money(amount!.abs())} con ${what}; en Alegra ese saldo queda abierto.` }));
}
