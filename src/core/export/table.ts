/** One column of an export. A `number` is a decimal as text or a number: it stays a number for whoever opens the file. */
export interface ExportColumn<Row> {
  header: string;
  kind?: 'text' | 'number';
  value(row: Row): string | number | null | undefined;
}

/** What is exported: rows may come one by one from the database, so that no export is held in memory whole. */
export interface ExportTable<Row> {
  /** Without its ending: `accruals_2024-01_2024-12`. */
  name: string;
  columns: readonly ExportColumn<Row>[];
  rows: Iterable<Row> | AsyncIterable<Row>;
}

export const EXPORT_FORMATS = ['csv', 'xlsx'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
