import type { IntegrationResource } from '../../admin/integrations.js';
import { AccrualNotice } from './entities/accrual-month.entity.js';
import { AccruedPeriod } from './entities/accrued-period.entity.js';
import { Client } from './entities/client.entity.js';
import { ContractAccrual } from './entities/contract-accrual.entity.js';
import { Invoice } from './entities/invoice.entity.js';
import { ServiceContract } from './entities/service-contract.entity.js';
import { ServicePeriod } from './entities/service-period.entity.js';
import { Service } from './entities/service.entity.js';
import { ACCRUAL_STATUSES, ACCRUED_KINDS, CONTRACT_STATUSES, INVOICE_KINDS, INVOICE_STATUSES, PERIOD_STATUSES, SERVICE_TYPES } from './entities/words.js';
import { NOTICE_WORDS } from './mapping/accruals/notice-words.js';

/** The tables of the accruals in the back-office. All come from the providers or from a run: nothing is written by hand here. */
export const DEVENGO_RESOURCES: readonly IntegrationResource[] = [
  {
    id: 'devengo-contracts', entity: ServiceContract, icon: 'FileText', title: 'id',
    columns: ['id', 'company', 'client_id', 'service_id', 'contract_date', 'contract_amount', 'currency', 'status', 'release_on', 'released_by', 'created_at', 'updated_at'],
    list: ['id', 'contract_date', 'client_id', 'service_id', 'contract_amount', 'status', 'updated_at'],
    filters: ['id', 'status', 'contract_date', 'client_id', 'service_id', 'company'],
    choices: { status: CONTRACT_STATUSES },
    cells: { status: 'StatusCell', updated_at: 'DateCell' },
    form: { path: '/api/devengo/contracts', role: 'manager', start: {}, change: [{ name: 'release_on', kind: 'date' }] },
  },
  {
    id: 'devengo-accruals', entity: ContractAccrual, icon: 'TrendingUp', title: 'service_contract_id',
    columns: ['id', 'company', 'service_contract_id', 'total_amount_to_accrue', 'total_amount_accrued', 'remaining_amount_to_accrue', 'total_sessions_to_accrue', 'total_sessions_accrued', 'sessions_remaining_to_accrue', 'accrual_status', 'note', 'updated_at'],
    list: ['service_contract_id', 'total_amount_to_accrue', 'total_amount_accrued', 'remaining_amount_to_accrue', 'accrual_status', 'updated_at'],
    filters: ['service_contract_id', 'accrual_status', 'company'],
    choices: { accrual_status: ACCRUAL_STATUSES },
    cells: { accrual_status: 'StatusCell', updated_at: 'DateCell' },
  },
  {
    id: 'devengo-accrued', entity: AccruedPeriod, icon: 'BarChart2', title: 'id',
    columns: ['id', 'company', 'service_contract_id', 'service_period_id', 'accrual_date', 'kind', 'accrued_amount', 'accrual_portion', 'status', 'sessions_in_period', 'total_contract_amount', 'status_change_date', 'reference', 'inputs', 'created_at'],
    list: ['accrual_date', 'service_contract_id', 'kind', 'accrued_amount', 'status', 'reference'],
    filters: ['accrual_date', 'service_contract_id', 'kind', 'status', 'company'],
    choices: { kind: ACCRUED_KINDS },
    cells: { kind: 'WordCell', status: 'StatusCell' },
  },
  {
    id: 'devengo-notices', entity: AccrualNotice, icon: 'AlertCircle', title: 'type',
    columns: ['id', 'company', 'month', 'type', 'message', 'service_contract_id', 'service_period_id', 'created_at'],
    list: ['month', 'type', 'message', 'service_contract_id'],
    filters: ['month', 'type', 'service_contract_id', 'company'],
    choices: { type: Object.keys(NOTICE_WORDS) },
    cells: { month: 'WordCell', type: 'WordCell' },
  },
  {
    id: 'devengo-invoices', entity: Invoice, icon: 'File', title: 'invoice_number',
    columns: ['id', 'company', 'external_id', 'kind', 'client_id', 'invoice_number', 'invoice_date', 'due_date', 'net_amount', 'tax_amount', 'total_amount', 'currency', 'status', 'raw_status', 'credited_external_id', 'deleted_at', 'created_at', 'updated_at'],
    list: ['invoice_date', 'invoice_number', 'kind', 'client_id', 'net_amount', 'total_amount', 'status'],
    filters: ['invoice_number', 'invoice_date', 'kind', 'status', 'client_id', 'external_id', 'company'],
    choices: { kind: INVOICE_KINDS, status: INVOICE_STATUSES },
    cells: { kind: 'WordCell', status: 'StatusCell' },
  },
  {
    id: 'devengo-periods', entity: ServicePeriod, icon: 'Calendar', title: 'name',
    columns: ['id', 'company', 'external_id', 'service_contract_id', 'client_id', 'name', 'start_date', 'end_date', 'status', 'raw_status', 'status_change_date', 'status_change_override', 'deleted_at', 'created_at', 'updated_at'],
    list: ['name', 'service_contract_id', 'start_date', 'end_date', 'status', 'status_change_date'],
    filters: ['name', 'status', 'service_contract_id', 'client_id', 'external_id', 'start_date', 'end_date', 'company'],
    choices: { status: PERIOD_STATUSES },
    cells: { status: 'StatusCell' },
    form: { path: '/api/devengo/service-periods', role: 'manager', start: {}, change: [{ name: 'status_change_override', kind: 'date' }] },
  },
  {
    id: 'devengo-services', entity: Service, icon: 'Book', title: 'name',
    columns: ['id', 'company', 'external_id', 'account_identifier', 'name', 'description', 'service_type', 'total_sessions', 'sessions_per_week', 'deleted_at', 'created_at', 'updated_at'],
    list: ['name', 'account_identifier', 'service_type', 'total_sessions', 'sessions_per_week'],
    filters: ['name', 'account_identifier', 'service_type', 'external_id', 'company'],
    choices: { service_type: SERVICE_TYPES },
    form: { path: '/api/devengo/services', role: 'manager', start: {}, change: [{ name: 'total_sessions', kind: 'number' }, { name: 'sessions_per_week', kind: 'number' }] },
  },
  {
    id: 'devengo-clients', entity: Client, icon: 'Users', title: 'name',
    columns: ['id', 'company', 'name', 'created_at', 'updated_at'],
    list: ['id', 'name', 'updated_at'],
    filters: ['name', 'company'],
    cells: { updated_at: 'DateCell' },
  },
];
