/** Names of Oppen's tables in the back-office: Spanish, English. */
export const OPPEN_WORDS = {
  resources: {
    'oppen-locales': { many: ['Locales', 'Shops'], one: ['Local', 'Shop'] },
    'oppen-cierres': { many: ['Cierres', 'Closed days'], one: ['Cierre', 'Closed day'] },
    'oppen-anticipos': { many: ['Anticipos', 'Advances'], one: ['Anticipo', 'Advance'] },
    'oppen-facturas': { many: ['Facturas', 'Invoices'], one: ['Factura', 'Invoice'] },
    'oppen-auditados': { many: ['Locales auditados', 'Audited days'], one: ['Local auditado', 'Audited day'] },
    'oppen-sync': { many: ['Sincronización', 'Synchronisation'], one: ['Factura en Oppen', 'Invoice in Oppen'] },
  },
  pages: { 'oppen-panel': ['Panel', 'Overview'] },
  actions: { resendFacturas: ['Reenviar facturas seleccionadas', 'Resend selected invoices'] },
  columns: {
    factura_id: ['Id de la factura', 'Invoice id'],
    nombre: ['Nombre', 'Name'],
    local: ['Local', 'Shop'],
    fecha: ['Fecha', 'Day'],
    cerrado_por: ['Cerrado por', 'Closed by'],
    monto: ['Monto', 'Amount'],
    descripcion: ['Descripción', 'Description'],
    estado: ['Estado', 'State'],
    tipo: ['Tipo', 'Type'],
    punto_venta: ['Punto de venta', 'Point of sale'],
    nro_factura: ['Número', 'Number'],
    auditado_por: ['Auditado por', 'Audited by'],
    operation_id: ['Operación', 'Operation'],
    factura_ref: ['Factura', 'Invoice'],
    oppen_sernr: ['SerNr en Oppen', 'SerNr in Oppen'],
    oppen_total: ['Total en Oppen', 'Total in Oppen'],
    error_msg: ['Error', 'Error'],
    intentos: ['Intentos', 'Attempts'],
    avisos: ['Avisos', 'Remarks'],
  },
  values: {
    estado: {
      ok: ['Válida', 'Valid'], anulada: ['Anulada', 'Void'], pendiente: ['Pendiente', 'Pending'], resuelto: ['Resuelto', 'Settled'], enviado: ['Enviado', 'Sent'], error: ['Error', 'Error'],
    },
    kind: { 'oppen.sync': ['Envío a Oppen', 'Sending to Oppen'] },
    action: {
      'oppen.local_auditado': ['Marcó un local como auditado', 'Marked a shop as audited'],
      'oppen.local_desmarcado': ['Desmarcó un local auditado', 'Took an audit back'],
      'oppen.facturas_reenviadas': ['Reenvió facturas a Oppen', 'Resent invoices to Oppen'],
      'oppen.facturas_loaded': ['Cargó facturas', 'Loaded invoices'],
      'oppen_local.created': ['Creó un local', 'Created a shop'],
      'oppen_cierre.created': ['Cerró el día de un local', "Closed a shop's day"],
      'oppen_anticipo.created': ['Anotó un anticipo', 'Noted an advance'],
      'oppen_anticipo.updated': ['Cambió un anticipo', 'Changed an advance'],
    },
    subject_type: {
      oppen_local: ['Local', 'Shop'], oppen_cierre: ['Cierre', 'Closed day'], oppen_anticipo: ['Anticipo', 'Advance'], oppen_factura: ['Factura', 'Invoice'],
      oppen_local_auditado: ['Local auditado', 'Audited day'],
    },
  },
} satisfies {
  resources: Record<string, { many: [string, string]; one: [string, string] }>;
  pages: Record<string, [string, string]>;
  actions: Record<string, [string, string]>;
  columns: Record<string, [string, string]>;
  values: Record<string, Record<string, [string, string]>>;
};
