import type { IntegrationResource } from '../../admin/integrations.js';
import { Anticipo, ESTADOS_ANTICIPO } from './entities/anticipo.entity.js';
import { Cierre } from './entities/cierre.entity.js';
import { Factura } from './entities/factura.entity.js';
import { ESTADOS_FACTURA, TIPOS } from './mapping/tipos.js';
import { LocalAuditado } from './entities/local-auditado.entity.js';
import { Local } from './entities/local.entity.js';
import { ESTADOS_SYNC, OppenSyncLog } from './entities/sync-log.entity.js';

const COMPANY = { name: 'company', required: true } as const;
const LOCAL = { name: 'local', required: true } as const;
const FECHA = { name: 'fecha', kind: 'date', required: true } as const;
const MONTO = { name: 'monto', required: true } as const;

/** Oppen's tables in the back-office: browsed by everybody, written by forms that go through the API. */
export const OPPEN_RESOURCES: readonly IntegrationResource[] = [
  {
    id: 'oppen-sync', entity: OppenSyncLog, icon: 'Send', title: 'factura_ref',
    columns: ['id', 'company', 'local', 'fecha', 'factura_id', 'factura_ref', 'estado', 'oppen_sernr', 'oppen_total', 'error_msg', 'intentos', 'avisos', 'message_id', 'created_at', 'updated_at'],
    list: ['fecha', 'local', 'factura_ref', 'estado', 'oppen_sernr', 'error_msg', 'intentos', 'updated_at'],
    filters: ['estado', 'local', 'fecha', 'factura_ref', 'error_msg', 'oppen_sernr', 'company'],
    choices: { estado: ESTADOS_SYNC },
    cells: { estado: 'StatusCell', error_msg: 'ErrorCell', updated_at: 'DateCell' },
    bulk: { resendFacturas: { component: 'OppenResendPage', role: 'manager', icon: 'Send' } },
  },
  {
    id: 'oppen-facturas', entity: Factura, icon: 'FileText', title: 'nro_factura',
    columns: ['id', 'company', 'local', 'fecha', 'tipo', 'punto_venta', 'nro_factura', 'monto', 'estado', 'created_at', 'updated_at'],
    list: ['fecha', 'local', 'tipo', 'punto_venta', 'nro_factura', 'monto', 'estado'],
    filters: ['local', 'fecha', 'tipo', 'punto_venta', 'nro_factura', 'monto', 'estado', 'company'],
    choices: { tipo: TIPOS, estado: ESTADOS_FACTURA },
    cells: { estado: 'StatusCell' },
    form: {
      path: '/api/oppen/facturas', role: 'operator',
      start: { company: 'default', tipo: 'A', estado: 'ok' },
      add: [COMPANY, LOCAL, FECHA, { name: 'tipo', kind: 'choice', options: TIPOS }, { name: 'punto_venta', required: true }, { name: 'nro_factura', required: true }, MONTO],
      change: [MONTO, { name: 'estado', kind: 'choice', options: ESTADOS_FACTURA }],
    },
  },
  {
    id: 'oppen-locales', entity: Local, icon: 'Home', title: 'nombre',
    columns: ['id', 'company', 'nombre', 'created_at', 'updated_at'],
    list: ['nombre', 'company', 'created_at'],
    filters: ['nombre', 'company'],
    cells: { created_at: 'DateCell' },
    form: { path: '/api/oppen/locales', role: 'operator', start: { company: 'default' }, add: [COMPANY, { name: 'nombre', required: true }] },
  },
  {
    id: 'oppen-cierres', entity: Cierre, icon: 'Lock', title: 'local',
    columns: ['id', 'company', 'local', 'fecha', 'cerrado_por', 'created_at'],
    list: ['fecha', 'local', 'cerrado_por', 'created_at'],
    filters: ['local', 'fecha', 'cerrado_por', 'company'],
    cells: { created_at: 'DateCell' },
    form: { path: '/api/oppen/cierres', role: 'operator', start: { company: 'default' }, add: [COMPANY, LOCAL, FECHA] },
  },
  {
    id: 'oppen-anticipos', entity: Anticipo, icon: 'DollarSign', title: 'descripcion',
    columns: ['id', 'company', 'local', 'fecha', 'monto', 'descripcion', 'estado', 'created_at', 'updated_at'],
    list: ['fecha', 'local', 'monto', 'descripcion', 'estado'],
    filters: ['estado', 'local', 'fecha', 'monto', 'company'],
    choices: { estado: ESTADOS_ANTICIPO },
    cells: { estado: 'StatusCell' },
    form: {
      path: '/api/oppen/anticipos', role: 'operator',
      start: { company: 'default', estado: 'pendiente' },
      add: [COMPANY, LOCAL, FECHA, MONTO, { name: 'descripcion' }, { name: 'estado', kind: 'choice', options: ESTADOS_ANTICIPO }],
      change: [{ name: 'estado', kind: 'choice', options: ESTADOS_ANTICIPO }],
    },
  },
  {
    id: 'oppen-auditados', entity: LocalAuditado, icon: 'CheckCircle', title: 'local',
    columns: ['id', 'company', 'local', 'fecha', 'auditado_por', 'operation_id', 'created_at'],
    list: ['fecha', 'local', 'auditado_por', 'created_at'],
    filters: ['local', 'fecha', 'auditado_por', 'company'],
    cells: { created_at: 'DateCell' },
  },
];
