const STEP_NAMES: Record<string, [string, string]> = {
  step1_po_a: ['1 · Orden de compra en A', '1 · Purchase order in A'],
  step2_pr_a: ['2 · Recibo de compra en A', '2 · Purchase receipt in A'],
  step3_dn_a: ['3 · Nota de entrega en A', '3 · Delivery note in A'],
  step4_pr_b: ['4 · Recibo de compra en B', '4 · Purchase receipt in B'],
};

/** Names of the workflow's tables in the back-office: Spanish, English. */
export const ERPNEXT_WORDS = {
  resources: { 'erpnext-executions': { many: ['Ejecuciones', 'Executions'], one: ['Ejecución', 'Execution'] } },
  pages: { 'erpnext-instances': ['Instancias', 'Instances'] },
  actions: { resumeExecutions: ['Reanudar ejecuciones seleccionadas', 'Resume selected executions'] },
  columns: {
    failed_step: ['Paso con error', 'Failed step'],
    po_a_id: ['Orden de compra en A', 'Purchase order in A'],
    pr_a_id: ['Recibo de compra en A', 'Purchase receipt in A'],
    dn_a_id: ['Nota de entrega en A', 'Delivery note in A'],
    pr_b_id: ['Recibo de compra en B', 'Purchase receipt in B'],
    generation: ['Vuelta', 'Round'],
    idempotency_key: ['Idempotency-Key', 'Idempotency-Key'],
  },
  values: {
    kind: { 'erpnext.resume': ['Reanudación de flujos de ERPNext', 'Resuming ERPNext workflows'] },
    // How far an execution is: the last step done.
    'erpnext-executions.status': {
      pending: ['Pendiente', 'Pending'],
      step1_po_a: ['Paso 1 de 4 hecho', 'Step 1 of 4 done'], step2_pr_a: ['Paso 2 de 4 hecho', 'Step 2 of 4 done'], step3_dn_a: ['Paso 3 de 4 hecho', 'Step 3 of 4 done'],
      completed: ['Completada', 'Completed'], failed: ['Fallida', 'Failed'], canceled: ['Cancelada', 'Canceled'],
    },
    failed_step: STEP_NAMES,
    workflow_step: STEP_NAMES,
    station: {
      done: ['Hecho', 'Done'], running: ['En curso', 'Running'], waiting: ['Se reintentará', 'Will be retried'], failed: ['Con error', 'Failed'], undone: ['Deshecho', 'Undone'], todo: ['Por hacer', 'To do'],
    },
    workflow_action: {
      look: ['Buscar', 'Look up'], create: ['Crear borrador', 'Create draft'], adopt: ['Adoptar el que ya estaba', 'Adopt what was there'], submit: ['Validar', 'Submit'], verify: ['Verificar', 'Verify'],
      cancel: ['Cancelar', 'Cancel'], delete: ['Borrar borrador', 'Delete draft'], none: ['Nada: ya no está validado', 'Nothing: not submitted any more'],
    },
    try: { running: ['En curso', 'Running'], done: ['Hecho', 'Done'], failed: ['Con error', 'Failed'], waiting: ['A la espera', 'Waiting'], interrupted: ['Interrumpido', 'Interrupted'] },
    action: {
      'workflow.resumed': ['Reanudó una ejecución', 'Resumed an execution'],
      'workflow.edited': ['Editó y reanudó una ejecución', 'Edited and resumed an execution'],
      'workflow.restarted': ['Reinició una ejecución', 'Restarted an execution'],
      'workflow.cancel_requested': ['Canceló una ejecución', 'Canceled an execution'],
      'workflow.key_field_requested': ['Instaló el campo de la clave', 'Installed the key field'],
    },
    subject_type: { workflow_execution: ['Ejecución de ERPNext', 'ERPNext execution'] },
  },
} satisfies {
  resources: Record<string, { many: [string, string]; one: [string, string] }>;
  pages: Record<string, [string, string]>;
  actions: Record<string, [string, string]>;
  columns: Record<string, [string, string]>;
  values: Record<string, Record<string, [string, string]>>;
};
