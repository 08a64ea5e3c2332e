import type { FacturaRow } from '../mapping/factura-row.js';
import { OPEN_MESSAGE, WAITING_RETRY } from './open-chain.js';

/** KEY SHARE: many may load at once; an audit, which takes FOR UPDATE, may not run meanwhile. */
export const LOCK_LOCALES = `
  SELECT g.asked, l.nombre FROM unnest($2::text[]) AS g(asked) JOIN oppen_local l ON l.company = $1 AND lower(l.nombre) = lower(g.asked)
  ORDER BY l.id FOR KEY SHARE OF l`;

const GIVEN = 'unnest($2::text[], $3::date[], $4::text[], $5::text[], $6::text[], $7::numeric[], $8::text[]) AS g(local, fecha, tipo, punto_venta, nro_factura, monto, estado)';
const SAME = '(f.company, f.local, f.fecha, f.tipo, f.punto_venta, f.nro_factura) = ($1, g.local, g.fecha, g.tipo, g.punto_venta, g.nro_factura)';

// What exists is left out before the insert, so that loading a file again burns no ids; in one order, so that two loads cannot deadlock.
export const INSERT = `
  INSERT INTO oppen_factura (company, local, fecha, tipo, punto_venta, nro_factura, monto, estado)
  SELECT $1, g.local, g.fecha, g.tipo, g.punto_venta, g.nro_factura, g.monto, coalesce(g.estado, 'ok') FROM ${GIVEN}
  WHERE NOT EXISTS (SELECT 1 FROM oppen_factura f WHERE ${SAME})
  ORDER BY 2, 3, 4, 5, 6
  ON CONFLICT (company, local, fecha, tipo, punto_venta, nro_factura) DO NOTHING
  RETURNING id`;

export const FIND = `
  SELECT f.id, f.local, f.fecha::text, f.tipo, f.punto_venta, f.nro_factura, f.monto::text, f.estado,
    coalesce(s.estado = 'enviado', false) AS sent, coalesce(${OPEN_MESSAGE}, ${WAITING_RETRY}) IS NOT NULL AS open,
    EXISTS (SELECT 1 FROM oppen_local_auditado a WHERE (a.company, a.local, a.fecha) = (f.company, f.local, f.fecha)) AS audited
  FROM ${GIVEN} JOIN oppen_factura f ON ${SAME} LEFT JOIN oppen_sync_log s ON s.factura_id = f.id
  ORDER BY f.id FOR UPDATE OF f`;

export interface Found extends Required<FacturaRow> {
  id: number;
  sent: boolean;
  /** A message of it is on its way, or waits for a retry. */
  open: boolean;
  audited: boolean;
}

export const UPDATE = `
  UPDATE oppen_factura f SET monto = g.monto, estado = coalesce(g.estado, f.estado), updated_at = now()
  FROM unnest($1::int[], $2::numeric[], $3::text[]) AS g(id, monto, estado) WHERE f.id = g.id`;

/** Invoices that came after the audit: visible as pending until somebody sends them. */
export const PENDING = `
  INSERT INTO oppen_sync_log (company, local, fecha, factura_id, factura_ref)
  SELECT company, local, fecha, id, tipo || ' ' || punto_venta || '-' || nro_factura FROM oppen_factura WHERE id = ANY($1::int[])
  ON CONFLICT (factura_id) DO NOTHING`;

export function columns(rows: readonly FacturaRow[]): unknown[] {
  const column = <K extends keyof FacturaRow>(name: K) => rows.map((row) => row[name] ?? null);
  return [column('local'), column('fecha'), column('tipo'), column('punto_venta'), column('nro_factura'), column('monto'), column('estado')];
}
