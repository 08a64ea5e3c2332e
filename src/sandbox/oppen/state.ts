/** An invoice as Oppen keeps it. Money in strings: `Total` is exact. */
export interface OppenInvoice {
  SerNr: number;
  OfficialSerNr: string;
  CustCode: string;
  TransDate: string;
  DueDate: string | null;
  Status: number;
  Total: string;
  /** Milliseconds since the epoch. */
  madeAt: number;
  fields: Record<string, unknown>;
}

/** Rules that a real tenant may or may not have: `POST /__seed {rules: {…}}` switches them. */
export interface OppenRules {
  /** SerNr over 15 digits → RANGEERR4. Off: the specification's own example has 16. */
  short_ser_nr: boolean;
  /** DueDate before today → INVERTEDRANGEERR. Off: shops are audited late. */
  due_date_not_in_past: boolean;
  /** Labels must be among `labels`. */
  known_labels: boolean;
  /** Any field name that is not in the API → `Field X not found`. */
  known_fields: boolean;
  /** Percentage added to prices; 0: they come with VAT. */
  vat_percent: number;
  /** Whether A and B may share a number: uniqueness of OfficialSerNr with or without VoucherCode/InvoiceType. */
  unique_with_type: boolean;
  /** What a repeated number is refused with; tenants differ (contract §2). */
  duplicate_says: string;
  /** Every login is refused. */
  refuse_logins: boolean;
  /** From so many invoices on the user is blocked: its logins and its tokens. null: never. */
  block_from: number | null;
  /** Seconds until an invoice shows in lists. */
  lists_after_seconds: number;
  /** Seconds a token lives. */
  token_seconds: number;
}

export const DEFAULT_RULES: OppenRules = {
  short_ser_nr: false, due_date_not_in_past: false, known_labels: false, known_fields: true, vat_percent: 0, unique_with_type: true,
  duplicate_says: 'Duplicate invoice', refuse_logins: false, block_from: null, lists_after_seconds: 0, token_seconds: 3_600,
};

export interface OppenState {
  invoices: OppenInvoice[];
  tokens: Map<string, number>;
  /** Every authentication that succeeded. */
  logins: number;
  nextSerNr: number;
  labels: string[];
  rules: OppenRules;
}

export const firstDay = (rules: Partial<OppenRules> = {}): OppenState => ({
  // Beyond 2^31, as the real ones (contract §1).
  invoices: [], tokens: new Map(), logins: 0, nextSerNr: 10_600_180_000, labels: [], rules: { ...DEFAULT_RULES, ...rules },
});
