import type { ExportColumn } from '../../../core/export/index.js';
import type { ListedDocument } from './document-view.js';
import type { ResponseView } from './responses.service.js';

const date = (value: Date | null): string | null => value && value.toISOString();

export const DOCUMENT_COLUMNS: readonly ExportColumn<ListedDocument>[] = [
  { header: 'Tipo', value: (row) => row.document_type },
  { header: 'Consecutivo', value: (row) => row.consecutive },
  { header: 'Clave', value: (row) => row.clave },
  { header: 'Estado', value: (row) => row.state },
  { header: 'Fecha de emisión', value: (row) => date(row.issue_date) },
  { header: 'Receptor', value: (row) => row.receiver_name },
  { header: 'Identificación', value: (row) => row.receiver_identification },
  { header: 'Moneda', value: (row) => row.currency },
  { header: 'Impuesto', kind: 'number', value: (row) => row.total_tax },
  { header: 'Total', kind: 'number', value: (row) => row.total },
  { header: 'Enviado', value: (row) => date(row.submitted_at) },
  { header: 'Aceptado', value: (row) => date(row.accepted_at) },
  { header: 'Motivo del rechazo', value: (row) => row.rejection },
  { header: 'Error', value: (row) => row.error_message },
  { header: 'Empresa', value: (row) => row.company },
];

export const RESPONSE_COLUMNS: readonly ExportColumn<ResponseView>[] = [
  { header: 'Recibida', value: (row) => date(row.response_date) },
  { header: 'Clave', value: (row) => row.clave },
  { header: 'Clase', value: (row) => row.message_type },
  { header: 'Estado', value: (row) => row.status },
  { header: 'Código', value: (row) => row.error_code },
  { header: 'Detalle', value: (row) => row.error_description },
  { header: 'Filas', value: (row) => row.rows.map(({ code, message }) => (code === null ? message : `${code}: ${message}`)).join('\n') },
  { header: 'Firma', value: (row) => row.signature },
  { header: 'Empresa', value: (row) => row.company },
];
