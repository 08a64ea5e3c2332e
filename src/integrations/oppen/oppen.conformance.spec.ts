import { describeConformance } from '../../../test/support/conformance/suite.js';
import { SECRETS } from '../../../test/support/oppen/bench.js';
import { oppenFailure } from './client/oppen.errors.js';
import { identifyFactura } from './mapping/factura-message.js';
import { oppen } from './oppen.definition.js';

/** `CONF-1a2b3c4d` → a point of sale and a number of its own. */
const numbers = (name: string) => {
  const digits = String(Number.parseInt(name.replace(/\W|CONF/g, '').slice(0, 8), 16)).padStart(12, '0');
  return { punto_venta: digits.slice(0, 4), nro_factura: digits.slice(4, 12) };
};
let count = 0;
const ids = new Map<string, number>();
const idOf = (name: string) => ids.get(name) ?? ids.set(name, ++count).get(name)!;

describeConformance({
  definition: oppen,
  secrets: SECRETS,
  wrongSecrets: { ...SECRETS, password: 'clave-revocada' },
  metadata: {},
  message: (body) => ({ ...identifyFactura(JSON.parse(body.toString())), external_reference: (JSON.parse(body.toString()) as { local: string }).local }),
  repeated: 'succeeded',
  document: (name) => ({ factura_id: idOf(name), local: name, fecha: '2025-01-05', tipo: 'A', ...numbers(name), monto: '15000.00' }),
  sandbox: ({ sandboxes }) => sandboxes.oppen,
  documents: ({ invoices }, _company, name) => (invoices as { Labels: string }[]).filter(({ Labels }) => Labels === `Local|${name}`).length,
  errorTable: { failure: oppenFailure },
  write: { method: 'POST', path: '/Invoice' },
});
