import type { SearchSource } from '../../core/integration/index.js';

/** What people know of a shop's invoice: its number, or the reference under which it went to Oppen. */
export const OPPEN_SEARCH: readonly SearchSource[] = [
  { list: 'oppen-facturas', table: 'oppen_factura', exact: ['nro_factura'], title: `tipo || ' ' || punto_venta || '-' || nro_factura`, detail: `local || ' · ' || fecha`, state: 'estado' },
  { list: 'oppen-sync', table: 'oppen_sync_log', exact: ['factura_ref'], title: 'factura_ref', detail: `local || ' · ' || fecha`, state: 'estado' },
];
