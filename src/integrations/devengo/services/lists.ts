/** A list as data: its columns as REST shows them, and what each filter of its query means. */
interface List {
  columns: string;
  from: string;
  filters: Record<string, string>;
}

export const LISTS = {
  clients: {
    columns: `t.id, t.company, t.identifier_sealed, t.name, t.created_at, t.updated_at,
      (SELECT coalesce(jsonb_object_agg(x.system, x.external_id), '{}') FROM devengo_client_external_id x WHERE x.client_id = t.id) AS external_ids`,
    from: 'devengo_client t',
    filters: {
      name: `t.name ILIKE '%' || ? || '%'`,
      external_id: 't.id IN (SELECT client_id FROM devengo_client_external_id WHERE external_id = ?)',
      system: 'EXISTS (SELECT FROM devengo_client_external_id x WHERE x.client_id = t.id AND x.system = ?)',
    },
  },
  services: {
    columns: 't.id, t.company, t.external_id, t.account_identifier, t.name, t.description, t.service_type, t.total_sessions, t.sessions_per_week::text, t.deleted_at, t.created_at, t.updated_at',
    from: 'devengo_service t',
    filters: { service_type: 't.service_type = ?', account_identifier: 't.account_identifier = ?', external_id: 't.external_id = ?' },
  },
  contracts: {
    columns: `t.id, t.company, t.client_id, c.name AS client, t.service_id, s.name AS service, t.contract_date::text, t.contract_amount::text, t.currency, t.status, t.release_on::text,
      a.total_amount_accrued::text, a.remaining_amount_to_accrue::text, a.accrual_status, t.created_at, t.updated_at`,
    from: `devengo_service_contract t JOIN devengo_client c ON c.id = t.client_id JOIN devengo_service s ON s.id = t.service_id
      LEFT JOIN devengo_contract_accrual a ON a.service_contract_id = t.id`,
    filters: {
      status: 't.status = ?', client_id: 't.client_id = ?', service_id: 't.service_id = ?', accrual_status: 'a.accrual_status = ?',
      start_date: 't.contract_date >= ?::date', end_date: 't.contract_date < ?::date',
    },
  },
  invoices: {
    columns: `t.id, t.company, t.external_id, t.kind, t.client_id, t.invoice_number, t.invoice_date::text, t.due_date::text, t.net_amount::text, t.tax_amount::text, t.total_amount::text,
      t.currency, t.status, t.credited_external_id, t.deleted_at, t.created_at, t.updated_at,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('line_no', l.line_no, 'name', l.name, 'service_id', l.service_id, 'service_contract_id', l.service_contract_id, 'net_amount', l.net_amount::text) ORDER BY l.line_no), '[]')
       FROM devengo_invoice_line l WHERE l.invoice_id = t.id) AS lines`,
    from: 'devengo_invoice t',
    filters: {
      kind: 't.kind = ?', status: 't.status = ?', client_id: 't.client_id = ?', external_id: 't.external_id = ?', invoice_number: 't.invoice_number = ?',
      contract_id: 't.id IN (SELECT invoice_id FROM devengo_invoice_line WHERE service_contract_id = ?)',
      start_date: 't.invoice_date >= ?::date', end_date: 't.invoice_date < ?::date',
    },
  },
  periods: {
    columns: `t.id, t.company, t.external_id, t.service_contract_id, t.client_id, t.name, t.start_date::text, t.end_date::text, t.status, t.raw_status,
      t.status_change_date::text, t.status_change_override::text, t.deleted_at, t.created_at, t.updated_at`,
    from: 'devengo_service_period t',
    filters: { status: 't.status = ?', contract_id: 't.service_contract_id = ?', client_id: 't.client_id = ?', external_id: 't.external_id = ?', start_date: 't.end_date >= ?::date', end_date: 't.start_date < ?::date' },
  },
  accrued: {
    columns: `t.id, t.company, t.service_contract_id, t.service_period_id, to_char(t.accrual_date, 'YYYY-MM') AS month, t.accrual_date::text, t.kind, t.accrued_amount::text, t.accrual_portion::text,
      t.status, t.sessions_in_period, t.total_contract_amount::text, t.status_change_date::text, t.reference, t.inputs, cl.name AS client, s.name AS service, s.service_type, c.currency`,
    from: `devengo_accrued_period t JOIN devengo_service_contract c ON c.id = t.service_contract_id
      JOIN devengo_client cl ON cl.id = c.client_id JOIN devengo_service s ON s.id = c.service_id`,
    filters: {
      month: `t.accrual_date = (? || '-01')::date`, kind: 't.kind = ?', contract_id: 't.service_contract_id = ?', service_type: 's.service_type = ?', currency: 'c.currency = ?',
      start_date: 't.accrual_date >= ?::date', end_date: 't.accrual_date < ?::date',
    },
  },
  notices: {
    columns: `t.id, t.company, to_char(t.month, 'YYYY-MM') AS month, t.type, t.message, t.service_contract_id, t.service_period_id, cl.name AS client, t.created_at`,
    from: 'devengo_accrual_notice t LEFT JOIN devengo_service_contract c ON c.id = t.service_contract_id LEFT JOIN devengo_client cl ON cl.id = c.client_id',
    filters: { month: `t.month = (? || '-01')::date`, type: 't.type = ?', contract_id: 't.service_contract_id = ?' },
  },
} as const satisfies Record<string, List>;

export type ListName = keyof typeof LISTS;
