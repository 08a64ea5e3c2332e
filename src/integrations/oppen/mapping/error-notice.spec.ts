import { errorNotice } from './error-notice.js';

const errors = (count: number) => Array.from({ length: count }, (_, at) => ({ factura: `A 0005-0000000${at + 1}`, error: 'Error HTTP 409: Duplicate invoice' }));

it('is worded as the specification', () =>
  expect(errorNotice('MATRIZ', '2025-01-05', errors(1)).text).toBe('⚠️ Errores sincronizando MATRIZ (2025-01-05):\n• A 0005-00000001: Error HTTP 409: Duplicate invoice\n'));

it.each([[5, undefined], [6, '… y 1 más'], [2000, '… y 1995 más']])('of %i errors shows five, then how many more', (total, more) => {
  const lines = errorNotice('MATRIZ', '2025-01-05', errors(Math.min(total, 7)), total).text.trimEnd().split('\n');
  expect(lines.filter((line) => line.startsWith('•'))).toHaveLength(5);
  expect(lines[6]).toBe(more);
});
