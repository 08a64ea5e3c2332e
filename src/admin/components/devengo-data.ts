import { amountOf } from './amount.js';
import type { Language } from './words.js';

/** What the page reads from `/api/accruals`; amounts are decimals as text. */
export interface RollForward {
  currency: string;
  months: RollLine[];
  total: Omit<RollLine, 'month'>;
}

export interface RollLine {
  month: string;
  opening: string;
  billed: string;
  credited: string;
  recognised: string;
  closing: string;
}

export interface MonthState {
  month: string;
  status: 'open' | 'closed';
  processed_at: string | null;
  closed_at: string | null;
  closed_by: string | null;
  amount: string;
  rows: number;
  notices: number;
}

export interface Check {
  name: string;
  ok: boolean;
  severity: 'error' | 'warning';
  message: string;
}

export interface NoticeRow {
  id: number;
  type: string;
  message: string;
  service_contract_id: number | null;
  client: string | null;
}

export interface Inputs {
  total?: string;
  base?: string;
  delivered_days?: number;
  method?: string;
  delivered_sessions?: number;
  planned_sessions?: number;
  planned_days?: number;
  decision?: string;
  before?: string;
  earned?: string;
  target?: string;
  expected?: string;
  booked?: string;
}

export interface AccruedRow {
  id: number;
  month: string;
  service_contract_id: number;
  kind: string;
  accrued_amount: string;
  status: string;
  reference: string | null;
  inputs: Inputs;
  client?: string;
  service?: string;
}

export interface ContractDetail {
  id: number;
  company: string;
  client: string;
  email: string | null;
  service: string;
  status: string;
  contract_date: string;
  currency: string;
  accrual: { total_amount_to_accrue: string; total_amount_accrued: string; remaining_amount_to_accrue: string; accrual_status: string; note: string | null } | null;
  documents: { id: number; kind: string; invoice_number: string; invoice_date: string; net_amount: string; status: string; counts: boolean }[];
  periods: { id: number; name: string; start_date: string; end_date: string; status: string; status_change_date: string | null; status_change_override: string | null }[];
  rows: AccruedRow[];
}

/** What the page shows, as its address says it. */
export interface View {
  company: string;
  year: string;
  currency: string;
  month?: string;
  contract?: string;
}

/** A decimal text as the reader writes numbers. */
export const money = (text: string, language: Language): string =>
  amountOf(Number(text).toFixed(2), language);

/** The part of an address that every request of the page has. */
export const ofView = ({ company, currency }: View): string => new URLSearchParams({ company, currency }).toString();
