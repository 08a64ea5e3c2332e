import type { IntegrationResource } from '../../admin/integrations.js';
import { ERROR_CATEGORIES } from '../../core/errors/index.js';
import { WorkflowExecutionView } from './entities/workflow-execution-view.entity.js';
import { PROGRESS, STEPS } from './mapping/steps.js';

/** Executions in the back-office: a list, and a page that shows where each one stands. */
export const ERPNEXT_RESOURCES: readonly IntegrationResource[] = [
  {
    id: 'erpnext-executions', entity: WorkflowExecutionView, icon: 'GitMerge', title: 'id', page: 'ErpnextExecutionPage',
    columns: ['id', 'company', 'status', 'failed_step', 'error_category', 'error_code', 'error_message', 'next_attempt_at', 'po_a_id', 'pr_a_id', 'dn_a_id', 'pr_b_id', 'generation', 'goal', 'idempotency_key', 'correlation_id', 'message_id', 'created_by', 'created_at', 'updated_at'],
    list: ['id', 'status', 'failed_step', 'error_message', 'next_attempt_at', 'updated_at'],
    filters: ['status', 'failed_step', 'error_category', 'error_code', 'error_message', 'po_a_id', 'pr_a_id', 'dn_a_id', 'pr_b_id', 'idempotency_key', 'created_by', 'created_at', 'company'],
    choices: { status: [...PROGRESS, 'failed'], failed_step: STEPS.map(({ name }) => name), error_category: ERROR_CATEGORIES },
    cells: { status: 'StatusCell', failed_step: 'WordCell', error_message: 'ErrorCell', next_attempt_at: 'DateCell', updated_at: 'DateCell' },
    bulk: { resumeExecutions: { component: 'ErpnextResumePage', role: 'operator', icon: 'Play' } },
  },
];
