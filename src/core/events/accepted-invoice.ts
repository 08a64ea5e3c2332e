/**
 * A sale that an integration has carried to its provider, in words of no system: what another integration needs to go on with it.
 * Decimals are text (`1130.00`), days `YYYY-MM-DD`, null what nobody told. It is stored with the message that comes of it, where a
 * person may complete it and send it again.
 */
export interface AcceptedInvoice {
  /** The sale itself, whoever tells of it and however often: `erpnext`, `Sales Invoice`, `ACC-SINV-2026-00052`. */
  document: { system: string; type: string; name: string };
  date: string | null;
  due_date: string | null;
  currency: string | null;
  /** Of the company's own currency for one of `currency`. */
  exchange_rate: string | null;
  customer: AcceptedCustomer;
  lines: AcceptedLine[];
  /** Freight and the like: fixed amounts beside the lines. */
  charges: { name: string; amount: string }[];
  /** What was paid at once. */
  payments: { mode: string | null; kind: string | null; amount: string }[];
  /** With taxes. */
  total: string | null;
  /** Whether that provider issues it electronically itself: who issued it again would declare it twice. */
  issued: boolean;
}

export interface AcceptedCustomer {
  name: string | null;
  identification: string | null;
  identification_type: string | null;
  email: string | null;
  phone: string | null;
}

export interface AcceptedLine {
  code: string | null;
  description: string | null;
  /** Code of the national catalogue of goods and services, where there is one. */
  catalogue_code: string | null;
  unit: string | null;
  quantity: string;
  /** Of the whole line, after every discount and before taxes. */
  net: string;
  /** Percentages. */
  taxes: { name: string | null; rate: string | null }[];
}
