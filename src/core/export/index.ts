export { writeCsv } from './csv.js';
export { sendTable } from './send-table.js';
export { EXPORT_FORMATS, type ExportColumn, type ExportFormat, type ExportTable } from './table.js';
export { MOST_XLSX_ROWS, writeXlsx } from './xlsx.js';
