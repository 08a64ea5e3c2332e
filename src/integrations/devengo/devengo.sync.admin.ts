import type { IntegrationResource } from '../../admin/integrations.js';
import { SyncExecutionRecord, SyncPageRecord, SyncStepRecord } from './entities/sync.entity.js';
import { RUN_STATUSES } from './entities/words.js';
import { STEP_NAMES } from './mapping/steps.js';

/** The history of synchronisations: read only. They are started on their page, through the API, the command line or the schedules. */
export const DEVENGO_SYNC_RESOURCES: readonly IntegrationResource[] = [
  {
    id: 'devengo-executions', entity: SyncExecutionRecord, icon: 'Clock', title: 'id', page: 'DevengoExecutionPage',
    columns: ['id', 'company', 'process_type', 'status', 'trigger', 'year', 'start_date', 'end_date', 'options', 'error_code', 'error_message', 'created_by', 'created_at', 'started_at', 'finished_at'],
    list: ['created_at', 'process_type', 'status', 'trigger', 'start_date', 'end_date', 'error_message', 'created_by', 'finished_at'],
    filters: ['status', 'process_type', 'trigger', 'created_at', 'error_code', 'created_by', 'company'],
    choices: { status: RUN_STATUSES, process_type: ['step', 'process'], trigger: ['api', 'cli', 'schedule'] },
    cells: { process_type: 'WordCell', status: 'StatusCell', trigger: 'WordCell', error_message: 'ErrorCell', created_at: 'DateCell', finished_at: 'DateCell' },
  },
  {
    id: 'devengo-steps', entity: SyncStepRecord, icon: 'List', title: 'step', page: 'DevengoExecutionPage',
    columns: ['id', 'company', 'execution_id', 'position', 'step', 'status', 'message_id', 'statistics', 'cursor', 'result', 'error_code', 'error_message', 'started_at', 'finished_at'],
    list: ['started_at', 'step', 'status', 'statistics', 'error_message', 'execution_id', 'finished_at'],
    filters: ['step', 'status', 'execution_id', 'message_id', 'started_at', 'error_code', 'company'],
    choices: { step: STEP_NAMES, status: RUN_STATUSES },
    cells: { step: 'WordCell', status: 'StatusCell', statistics: 'CountsCell', execution_id: 'ExecutionCell', error_message: 'ErrorCell', started_at: 'DateCell', finished_at: 'DateCell' },
  },
  {
    id: 'devengo-pages', entity: SyncPageRecord, icon: 'BookOpen', title: 'page', page: 'DevengoExecutionPage',
    columns: ['id', 'company', 'execution_id', 'position', 'page', 'statistics', 'duration_ms', 'created_at'],
    list: ['created_at', 'page', 'statistics', 'duration_ms', 'execution_id'],
    filters: ['execution_id', 'page', 'created_at', 'company'],
    cells: { statistics: 'CountsCell', execution_id: 'ExecutionCell', created_at: 'DateCell' },
  },
];
