import { errorList } from '../../core/integration-errors/error-list.js';
import { Operation } from '../../core/operations/operation.entity.js';
import { retryList } from '../../core/retry-queue/retry-list.js';
import { Schedule } from '../../core/schedule/schedule.entity.js';
import { bulkPage, describe, type Ground } from './resource.js';

const ids = ({ registry }: Ground): string[] => registry.all.map(({ id }) => id);

export const retryQueue = (ground: Ground) =>
  describe(ground, {
    group: 'integrations',
    icon: 'RefreshCw',
    page: 'RetryPage',
    title: 'subject',
    list: ['next_attempt_at', 'integration', 'operation', 'subject', 'state', 'retry_count', 'max_retries', 'last_error'],
    filters: ['state', 'integration', 'error_category', 'subject', 'operation', 'next_attempt_at', 'correlation_id', 'company'],
    cells: { next_attempt_at: 'DateCell', integration: 'WordCell', state: 'StatusCell', last_error: 'ErrorCell' },
    shape: retryList(ids(ground)),
    actions: { retrySelected: bulkPage('BulkPage', 'operator', 'RefreshCw', { action: 'retry_now' }), cancelSelected: bulkPage('BulkPage', 'operator', 'X', { action: 'cancel' }) },
  });

export const errors = (ground: Ground) =>
  describe(ground, {
    group: 'integrations',
    icon: 'AlertTriangle',
    page: 'ErrorPage',
    title: 'entity_external_id',
    list: ['last_seen', 'integration_name', 'entity_external_id', 'error_category', 'error_message', 'occurrences', 'status'],
    filters: ['status', 'integration_name', 'error_category', 'error_code', 'entity_external_id', 'operation', 'last_seen', 'correlation_id', 'company'],
    cells: { last_seen: 'DateCell', integration_name: 'WordCell', status: 'StatusCell', error_category: 'WordCell', error_message: 'ErrorCell' },
    sort: { sortBy: 'last_seen', direction: 'desc' },
    shape: errorList(ids(ground)),
    actions: {
      resolveSelected: bulkPage('BulkPage', 'operator', 'Check', { action: 'resolve' }),
      ignoreSelected: bulkPage('BulkPage', 'operator', 'EyeOff', { action: 'ignore' }),
      retrySelected: bulkPage('BulkPage', 'operator', 'RefreshCw', { action: 'retry' }),
    },
  });

export const operations = (ground: Ground) =>
  describe(ground, {
    group: 'integrations',
    icon: 'Layers',
    page: 'OperationPage',
    title: 'kind',
    list: ['created_at', 'kind', 'state', 'total', 'done', 'succeeded', 'failed', 'created_by', 'reason'],
    filters: ['state', 'kind', 'created_by', 'created_at'],
    cells: { created_at: 'DateCell', kind: 'WordCell', state: 'StatusCell' },
    shape: {
      id: 'operations',
      entity: Operation,
      scope: 'companies',
      columns: ['id', 'kind', 'state', 'total', 'done', 'succeeded', 'failed', 'reason', 'error', 'created_by', 'created_at', 'finished_at'],
      choices: { state: ['pending', 'running', 'completed', 'canceled', 'failed'] },
      timeColumn: 'created_at',
    },
  });

export const schedules = (ground: Ground) =>
  describe(ground, {
    group: 'integrations',
    icon: 'Clock',
    page: 'SchedulePage',
    title: 'name',
    list: ['name', 'description', 'cron', 'next_run_at', 'paused'],
    filters: ['name', 'paused'],
    cells: { description: 'DescriptionCell', next_run_at: 'DateCell', paused: 'FlagCell' },
    sort: { sortBy: 'name', direction: 'asc' },
    shape: {
      id: 'schedules',
      entity: Schedule,
      scope: 'everyone',
      columns: ['name', 'description', 'cron', 'timezone', 'paused', 'next_run_at', 'updated_at'],
    },
  });
