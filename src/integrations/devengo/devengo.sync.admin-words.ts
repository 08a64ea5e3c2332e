/** Names of the synchronisation's tables in the back-office: Spanish, English. */
export const DEVENGO_SYNC_WORDS = {
  resources: {
    'devengo-executions': { many: ['Sincronizaciones', 'Synchronisations'], one: ['Sincronización', 'Synchronisation'] },
    'devengo-steps': { many: ['Pasos', 'Steps'], one: ['Paso', 'Step'] },
    'devengo-pages': { many: ['Páginas leídas', 'Pages read'], one: ['Página leída', 'Page read'] },
  },
  pages: { 'devengo-sync': ['Sincronizar', 'Synchronise'] },
  // Of the words that the accruals use otherwise, only these tables' own.
  columns: {
    process_type: ['Qué', 'What'],
    year: ['Año', 'Year'],
    'devengo-executions.start_date': ['Desde', 'From'],
    'devengo-executions.end_date': ['Hasta (no incluido)', 'To (not included)'],
    duration_ms: ['Milisegundos', 'Milliseconds'],
    options: ['Opciones', 'Options'],
    execution_id: ['Ejecución', 'Execution'],
    position: ['Orden', 'Order'],
    step: ['Paso', 'Step'],
    statistics: ['Registros', 'Records'],
    cursor: ['Sigue en', 'Goes on at'],
    result: ['Resultado', 'Result'],
    page: ['Página', 'Page'],
  },
  values: {
    process_type: { step: ['Un paso', 'One step'], process: ['Varios pasos', 'Several steps'] },
    status: {
      running: ['En curso', 'Running'], completed: ['Bien', 'Completed'], completed_with_errors: ['Con errores', 'With errors'],
      failed: ['Falló', 'Failed'], canceled: ['Cancelada', 'Canceled'],
    },
    action: { 'devengo.sync_started': ['Empezó una sincronización', 'Started a synchronisation'], 'devengo.sync_canceled': ['Canceló una sincronización', 'Canceled a synchronisation'] },
    subject_type: { devengo_sync_execution: ['Sincronización', 'Synchronisation'] },
    entity_type: { client: ['Cliente', 'Client'], enrollment: ['Matrícula', 'Enrolment'], invoice: ['Documento', 'Document'], page: ['Página de Notion', 'Notion page'], service: ['Servicio', 'Service'], student: ['Alumno', 'Student'] },
    step: {
      services: ['Servicios', 'Services'], invoices: ['Facturas y clientes', 'Invoices and clients'], 'crm-clients': ['Alumnos', 'Students'],
      'service-periods': ['Inscripciones', 'Enrolments'], 'notion-external-id': ['Páginas de Notion', 'Notion pages'], accruals: ['Devengo', 'Accruals'],
    },
  },
} satisfies {
  resources: Record<string, { many: [string, string]; one: [string, string] }>;
  pages: Record<string, [string, string]>;
  columns: Record<string, [string, string]>;
  values: Record<string, Record<string, [string, string]>>;
};
