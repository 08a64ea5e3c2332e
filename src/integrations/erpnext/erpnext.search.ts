import type { SearchSource } from '../../core/integration/index.js';

/** An execution, by any of the documents it made. */
export const ERPNEXT_SEARCH: readonly SearchSource[] = [
  { list: 'erpnext-executions', table: 'workflow_execution', exact: ['po_a_id', 'pr_a_id', 'dn_a_id', 'pr_b_id'], title: 'id', detail: `concat_ws(' · ', po_a_id, pr_a_id, dn_a_id, pr_b_id)`, state: 'progress' },
];
