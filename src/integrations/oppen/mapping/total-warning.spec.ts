import { Money } from '../../../core/money/index.js';
import { totalWarning } from './total-warning.js';

it.each<[string, string | null, string | null]>([
  ['15000.00', '15000.00', null],
  ['15000.00', '15000', null],
  ['15000.00', '14999.99', 'Oppen calculó 14999.99 y la factura es de 15000.00 (diferencia -0.01).'],
  ['100.00', '121', 'Oppen calculó 121.00 y la factura es de 100.00 (diferencia 21.00).'],
  ['100.00', null, 'Oppen no dijo el total de la factura: compárelo allí.'],
])('ours %s, Oppen’s %s: %s', (ours, theirs, message) => {
  expect(totalWarning(new Money(ours), theirs === null ? null : new Money(theirs))?.message ?? null).toBe(message);
});
