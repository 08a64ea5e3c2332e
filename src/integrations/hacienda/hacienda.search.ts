import type { SearchSource } from '../../core/integration/index.js';

/** What people know of an electronic document: its clave, its consecutive number, or somebody's identification. */
export const HACIENDA_SEARCH: readonly SearchSource[] = [
  { list: 'hacienda-documents', table: 'einvoice_document', exact: ['clave', 'consecutive', 'receiver_identification'], title: 'coalesce(consecutive, document_type, id::text)', detail: 'receiver_name', state: 'state' },
  { list: 'hacienda-received', table: 'hacienda_received_document', exact: ['clave', 'document_consecutive', 'issuer_identification'], title: 'document_consecutive', detail: 'issuer_name', state: 'state' },
];
