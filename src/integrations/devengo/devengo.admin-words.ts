/** Names of the accruals' tables in the back-office: Spanish, English. */
export const DEVENGO_WORDS = {
  resources: {
    'devengo-contracts': { many: ['Contratos', 'Contracts'], one: ['Contrato', 'Contract'] },
    'devengo-accruals': { many: ['Estado del devengo', 'Accrual state'], one: ['Devengo de un contrato', "A contract's accrual"] },
    'devengo-accrued': { many: ['Importes devengados', 'Accrued amounts'], one: ['Importe devengado', 'Accrued amount'] },
    'devengo-notices': { many: ['Por revisar', 'To review'], one: ['Aviso', 'Notice'] },
    'devengo-invoices': { many: ['Documentos', 'Documents'], one: ['Documento', 'Document'] },
    'devengo-periods': { many: ['Matrículas', 'Enrolments'], one: ['Matrícula', 'Enrolment'] },
    'devengo-services': { many: ['Servicios', 'Services'], one: ['Servicio', 'Service'] },
    'devengo-clients': { many: ['Clientes', 'Clients'], one: ['Cliente', 'Client'] },
  },
  // The group of the navigation, and its page.
  pages: { devengo: ['Devengos', 'Accruals'], 'devengo-panel': ['Panel de devengos', 'Accruals overview'] },
  actions: {},
  columns: {
    client_id: ['Cliente', 'Client'],
    service_id: ['Servicio', 'Service'],
    contract_date: ['Fecha del contrato', 'Contract date'],
    contract_amount: ['Importe neto', 'Net amount'],
    release_on: ['Retenido liberado el', 'Held amount released on'],
    released_by: ['Liberado por', 'Released by'],
    service_contract_id: ['Contrato', 'Contract'],
    service_period_id: ['Matrícula', 'Enrolment'],
    total_amount_to_accrue: ['Por devengar en total', 'To accrue in all'],
    total_amount_accrued: ['Devengado', 'Accrued'],
    remaining_amount_to_accrue: ['Diferido', 'Deferred'],
    total_sessions_to_accrue: ['Sesiones', 'Sessions'],
    total_sessions_accrued: ['Sesiones devengadas', 'Sessions accrued'],
    sessions_remaining_to_accrue: ['Sesiones pendientes', 'Sessions left'],
    accrual_status: ['Devengo', 'Accrual'],
    note: ['Nota', 'Note'],
    accrual_date: ['Mes', 'Month'],
    accrued_amount: ['Importe', 'Amount'],
    accrual_portion: ['Parte del contrato', 'Part of the contract'],
    sessions_in_period: ['Sesiones', 'Sessions'],
    total_contract_amount: ['Neto del contrato', 'Contract net'],
    status_change_date: ['Cambio de estado', 'Status change'],
    status_change_override: ['Cambio de estado corregido', 'Status change, corrected'],
    reference: ['Referencia', 'Reference'],
    inputs: ['Calculado con', 'Computed from'],
    month: ['Mes', 'Month'],
    external_id: ['Id externo', 'External id'],
    invoice_number: ['Número', 'Number'],
    invoice_date: ['Fecha', 'Date'],
    due_date: ['Vencimiento', 'Due date'],
    net_amount: ['Neto', 'Net'],
    tax_amount: ['Impuesto', 'Tax'],
    total_amount: ['Total', 'Total'],
    raw_status: ['Estado en el proveedor', "Provider's status"],
    credited_external_id: ['Factura que abona', 'Credited invoice'],
    start_date: ['Inicio', 'Start'],
    end_date: ['Fin', 'End'],
    account_identifier: ['Cuenta', 'Account'],
    service_type: ['Tipo', 'Type'],
    total_sessions: ['Sesiones', 'Sessions'],
    sessions_per_week: ['Sesiones por semana', 'Sessions per week'],
    deleted_at: ['Borrado', 'Deleted'],
    type: ['Tipo', 'Type'],
    message: ['Aviso', 'Notice'],
  },
  values: {
    status: {
      ACTIVE: ['Activo', 'Active'], CANCELED: ['Cancelado', 'Canceled'], CLOSED: ['Terminado', 'Closed'], POSTPONED: ['En pausa', 'Postponed'], DROPPED: ['Baja', 'Dropped'], ENDED: ['Finalizado', 'Ended'],
      draft: ['Borrador', 'Draft'], partial: ['Pagada en parte', 'Partly paid'], paid: ['Pagada', 'Paid'], overdue: ['Vencida', 'Overdue'], cancelled: ['Anulada', 'Cancelled'], open: ['Abierto', 'Open'], closed: ['Cerrado', 'Closed'],
    },
    accrual_status: { ACTIVE: ['En curso', 'Active'], PAUSED: ['En pausa', 'Paused'], COMPLETED: ['Completo', 'Completed'], CANCELED: ['Cancelado', 'Canceled'] },
    kind: {
      regular: ['Impartido', 'Delivered'], remainder: ['Resto', 'Remainder'], adjustment: ['Ajuste de meses cerrados', 'Adjustment of closed months'], credit: ['Abono', 'Credit'], invoice: ['Factura', 'Invoice'], creditnote: ['Abono', 'Credit note'],
    },
    type: {
      not_congruent_status: ['Contrato terminado con un curso que dice otra cosa', 'Contract over, course says otherwise'], overlapping_periods: ['Cursos que se solapan', 'Overlapping courses'],
      negative_days: ['Curso que termina antes de empezar', 'Course that ends before it starts'], currency_mix: ['Documentos en otra moneda', 'Documents in another currency'],
      missing_change_date: ['Cambio de estado sin fecha', 'Status change without a date'], postponed_expired: ['Pausa que superó el máximo', 'Pause past its maximum'],
      resigned_candidate: ['Posible renuncia', 'Possible resignation'], held_back: ['Baja con importe retenido', 'Drop-out with an amount held'], period_without_contract: ['Curso sin contrato', 'Course without a contract'],
    },
    action: {
      'accrual_month.closed': ['Cerró un mes de devengo', 'Closed an accrual month'], 'accrual_month.opened': ['Reabrió un mes de devengo', 'Reopened an accrual month'],
      'devengo_service_period.updated': ['Corrigió la fecha de una matrícula', "Corrected an enrolment's date"], 'devengo_service_contract.updated': ['Liberó un importe retenido', 'Released a held amount'],
    },
    subject_type: { accrual_month: ['Mes de devengo', 'Accrual month'], devengo_service_period: ['Matrícula', 'Enrolment'], devengo_service_contract: ['Contrato', 'Contract'] },
  },
} satisfies {
  resources: Record<string, { many: [string, string]; one: [string, string] }>;
  pages: Record<string, [string, string]>;
  actions: Record<string, [string, string]>;
  columns: Record<string, [string, string]>;
  values: Record<string, Record<string, [string, string]>>;
};
