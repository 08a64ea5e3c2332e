import type { MethodSetting } from '../alegra.credentials.js';
import { type Country, PAYMENT_METHODS, type PaymentMethod } from './countries.js';

/**
 * Alegra has two vocabularies under one name: `payments[].paymentMethod` (`credit-card`) and the fiscal `paymentMethod` of
 * the invoice (`CARD`, `CREDIT_CARD`…, by country).
 */
export interface MethodPair {
  payment: PaymentMethod | null;
  invoice: string | null;
}

/** Both vocabularies from a setting in either; what is missing is derived. */
export function methodPair(setting: MethodSetting | undefined, country: Country): MethodPair {
  const given = typeof setting === 'string' ? [setting] : [setting?.payment, setting?.invoice];
  const payment = given.find((method) => isPayment(method)) as PaymentMethod | undefined;
  const invoice = given.find((method) => method && !isPayment(method));
  return {
    payment: payment ?? (invoice ? paymentOf(invoice) : null),
    invoice: invoice ?? (payment ? (country.invoiceMethods[payment] ?? null) : null),
  };
}

const isPayment = (method: string | undefined): boolean => (PAYMENT_METHODS as readonly (string | undefined)[]).includes(method);

// The fiscal lists are long (about 70 values in Colombia) but built from few words. First match wins.
const WORDS: readonly (readonly [RegExp, PaymentMethod])[] = [
  [/DEBIT_CARD/, 'debit-card'],
  [/CARD/, 'credit-card'],
  [/CHECK|CHEQUE/, 'check'],
  [/DEPOSIT/, 'deposit'],
  [/TRANSFER/, 'transfer'],
  [/CASH/, 'cash'],
];

const paymentOf = (invoice: string): PaymentMethod | null => WORDS.find(([word]) => word.test(invoice))?.[1] ?? null;
