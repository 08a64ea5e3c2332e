import { replacementOf } from './hacienda-replacement.js';

const rejected = { clave: '506'.padEnd(50, '1'), issue_date: '2026-11-28T03:00:00.000Z' };

it('refers to the rejected document once, beside what the invoice refers to already', () => {
  const first = replacementOf({ currency: 'CRC', references: [{ number: '1' }] }, rejected);
  expect(first).toEqual({
    currency: 'CRC',
    references: [{ number: '1' }, { document_type: '10', number: rejected.clave, issue_date: '2026-11-27', code: '16', reason: 'Sustituye comprobante rechazado' }],
  });
  expect(replacementOf(first, rejected)).toBe(first);
});

it('leaves alone what has no clave', () => {
  const input = { lines: [] };
  expect(replacementOf(input, { clave: null, issue_date: null })).toBe(input);
});
