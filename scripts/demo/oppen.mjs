// What a chain of shops would send. All names and numbers are invented.
import { expect } from './api.mjs';

export const integration = 'oppen';

/** Fits the sandbox's only user. */
export const credential = {
  environment: 'sandbox',
  secrets: { username: 'sandbox-api', password: 'sandbox-clave-oppen' },
  metadata: {},
};

const day = { local: 'DEMO-CENTRO', fecha: '2026-03-02' };
const facturas = [
  { ...day, tipo: 'A', punto_venta: '5', nro_factura: '1691', monto: '15000.00' },
  { ...day, tipo: 'B', punto_venta: '5', nro_factura: '882', monto: '4830.50' },
  { ...day, tipo: 'Z', punto_venta: '2', nro_factura: '150', monto: '98120.75' },
];

/** Loads a shop's closed day, audits it, and answers what became of each invoice. Again: audited already, nothing is sent twice. */
export async function run(api, company) {
  expect(await api('POST', '/api/oppen/locales', { company, nombre: day.local }), 200, 201);
  expect(await api('POST', '/api/oppen/cierres', { company, ...day }), 200, 201);
  expect(await api('POST', `/api/oppen/facturas/import?company=${company}`, facturas), 200);
  const audit = await api('POST', '/api/marcar_auditado', { company, ...day });
  const { msg } = expect(audit, 200, 409);
  const { data } = expect(await api('GET', `/api/oppen/sync?company=${company}&local=${day.local}&fecha=${day.fecha}`), 200);
  return { msg, rows: data.map(({ factura_ref, estado, oppen_sernr, error_msg }) => ({ name: day.local, what: `factura ${factura_ref}`, outcome: estado, detail: error_msg ?? `oppen_sernr ${oppen_sernr}` })) };
}
