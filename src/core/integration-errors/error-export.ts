import type { ExportTable } from '../export/index.js';
import type { IntegrationError } from './integration-error.entity.js';

/** The columns of the Devengo specification. */
export const errorTable = (errors: readonly IntegrationError[]): ExportTable<IntegrationError> => ({
  name: `integration_errors_${new Date().toISOString().slice(0, 10)}`,
  columns: [
    { header: 'Date', value: ({ created_at }) => created_at.toISOString() },
    { header: 'Integration/Operation', value: ({ integration_name, operation }) => `${integration_name}/${operation}` },
    { header: 'Entity external ID', value: ({ entity_external_id }) => entity_external_id },
    { header: 'Error Message', value: ({ error_message }) => error_message },
    { header: 'Error Details', value: ({ error_details }) => JSON.stringify(error_details) },
    { header: 'Status', value: ({ status }) => status },
  ],
  rows: errors,
});
