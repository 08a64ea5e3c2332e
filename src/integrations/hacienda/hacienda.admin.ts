import type { IntegrationResource } from '../../admin/integrations.js';
import { DOCUMENT_TYPES } from './catalogues/index.js';
import { DOCUMENT_STATES, EinvoiceDocument } from './entities/einvoice-document.entity.js';
import { HaciendaReceivedDocument, RECEIVED_STATES } from './entities/hacienda-received-document.entity.js';
import { HaciendaResponseMessage, MESSAGE_TYPES, RESPONSE_STATUSES } from './entities/hacienda-response-message.entity.js';

/** Hacienda's tables in the back-office. What was signed and sent is only read there. */
export const HACIENDA_RESOURCES: readonly IntegrationResource[] = [
  {
    id: 'hacienda-documents', entity: EinvoiceDocument, icon: 'FileText', title: 'consecutive', page: 'HaciendaDocumentPage', create: { component: 'HaciendaNewPage', role: 'operator' },
    columns: [
      'id', 'company', 'state', 'document_type', 'environment', 'clave', 'consecutive', 'branch', 'terminal', 'issue_date', 'receiver_name', 'receiver_identification',
      'receiver_email', 'currency', 'total', 'total_tax', 'rejection', 'error_category', 'error_code', 'error_message', 'signed_at', 'submitted_at', 'checked_at',
      'accepted_at', 'rejected_at', 'emailed_at', 'document', 'input', 'created_by', 'created_at', 'updated_at',
    ],
    list: ['created_at', 'document_type', 'consecutive', 'receiver_name', 'total', 'state', 'error_message'],
    filters: [
      'state', 'document_type', 'clave', 'consecutive', 'receiver_name', 'receiver_identification', 'total', 'rejection', 'error_message', 'created_at', 'signed_at', 'submitted_at', 'accepted_at',
      'rejected_at', 'company',
    ],
    choices: { state: DOCUMENT_STATES, document_type: DOCUMENT_TYPES },
    cells: { state: 'StatusCell', document_type: 'WordCell', total: 'AmountCell', error_message: 'ReasonCell', created_at: 'DateCell' },
  },
  {
    id: 'hacienda-responses', entity: HaciendaResponseMessage, icon: 'Inbox', title: 'clave', page: 'HaciendaResponsePage',
    columns: ['id', 'company', 'document_id', 'clave', 'message_type', 'status', 'error_code', 'error_description', 'signature', 'warnings', 'decoded_xml', 'message_id', 'response_date'],
    list: ['response_date', 'clave', 'message_type', 'status', 'error_code', 'error_description'],
    filters: ['message_type', 'status', 'error_code', 'error_description', 'clave', 'response_date', 'company'],
    choices: { message_type: MESSAGE_TYPES, status: RESPONSE_STATUSES },
    cells: { message_type: 'WordCell', status: 'StatusCell', error_description: 'ErrorCell', response_date: 'DateCell' },
  },
  {
    id: 'hacienda-received', entity: HaciendaReceivedDocument, icon: 'Download', title: 'clave', page: 'HaciendaReceivedPage', create: { component: 'HaciendaUploadPage', role: 'operator' },
    columns: [
      'id', 'company', 'state', 'clave', 'root', 'issuer_name', 'issuer_identification', 'receiver_identification', 'issued_at', 'currency', 'total', 'total_tax', 'signature_valid', 'signer',
      'warnings', 'answer', 'detail', 'activity_code', 'tax_condition', 'consecutive', 'rejection', 'error_category', 'error_code', 'error_message', 'signed_at', 'submitted_at', 'checked_at',
      'accepted_at', 'rejected_at', 'created_by', 'created_at', 'updated_at',
    ],
    list: ['created_at', 'issuer_name', 'total', 'signature_valid', 'answer', 'state', 'error_message'],
    filters: ['state', 'answer', 'clave', 'issuer_name', 'issuer_identification', 'signature_valid', 'total', 'created_at', 'company'],
    choices: { state: RECEIVED_STATES, answer: ['accept', 'partial', 'reject'] },
    cells: { state: 'StatusCell', answer: 'WordCell', signature_valid: 'FlagCell', total: 'AmountCell', error_message: 'ReasonCell', created_at: 'DateCell' },
  },
];
