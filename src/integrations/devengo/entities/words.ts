export const SYSTEMS = ['holded', 'fourgeeks', 'notion'] as const;
export type System = (typeof SYSTEMS)[number];

export const SERVICE_TYPES = ['FS', 'DS', 'CS', 'AIE', 'UNKNOWN'] as const;
export type ServiceType = (typeof SERVICE_TYPES)[number];

export const CONTRACT_STATUSES = ['ACTIVE', 'CANCELED', 'CLOSED'] as const;
export type ContractStatus = (typeof CONTRACT_STATUSES)[number];

export const INVOICE_KINDS = ['invoice', 'creditnote'] as const;
export type InvoiceKind = (typeof INVOICE_KINDS)[number];

export const INVOICE_STATUSES = ['draft', 'pending', 'partial', 'paid', 'overdue', 'cancelled'] as const;
export type InvoiceStatus = (typeof INVOICE_STATUSES)[number];

export const PERIOD_STATUSES = ['ACTIVE', 'POSTPONED', 'DROPPED', 'ENDED'] as const;
export type PeriodStatus = (typeof PERIOD_STATUSES)[number];

export const ACCRUAL_STATUSES = ['ACTIVE', 'PAUSED', 'COMPLETED', 'CANCELED'] as const;
export type AccrualStatus = (typeof ACCRUAL_STATUSES)[number];

export const ACCRUED_KINDS = ['regular', 'remainder', 'adjustment', 'credit'] as const;
export type AccruedKind = (typeof ACCRUED_KINDS)[number];

/** How a synchronisation stands: the execution's words and its steps'. */
export const RUN_STATUSES = ['pending', 'running', 'completed', 'completed_with_errors', 'failed', 'canceled'] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];
