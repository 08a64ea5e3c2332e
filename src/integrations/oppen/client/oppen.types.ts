/** An invoice as Oppen answers it; only what we read (contract §1). */
export interface OppenInvoice {
  SerNr?: unknown;
  OfficialSerNr?: unknown;
  TransDate?: unknown;
  Total?: unknown;
  Status?: unknown;
  [field: string]: unknown;
}

export const isRecord = (value: unknown): value is OppenInvoice => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Numbers beyond a double come as `LosslessNumber`: their text is the number. */
export const textOf = (value: unknown): string | null => (value === undefined || value === null || value === '' ? null : String(value));
