import { auditAnswer, resendAnswer, type SyncResult } from './sync-answer.js';

const errores = [{ factura: 'A 0005-00001691', error: 'Error HTTP 400: Invalid invoice number' }, { factura: 'Z 0002-00000150', error: 'Error HTTP 409: Duplicate invoice' }];
const sent = (more: Partial<Extract<SyncResult, { kind: 'sent' }>>): SyncResult => ({ kind: 'sent', total: 10, exitosas: 10, errores: [], pendientes: 0, operation_url: '/api/operations/x', ...more });
const AUDITED = 'Local MATRIZ marcado como auditado para 2025-01-05';

describe('auditAnswer', () => {
  it('is the specification letter by letter when some fail', () =>
    expect(auditAnswer('MATRIZ', '2025-01-05', sent({ exitosas: 8, errores }))).toEqual({
      success: true,
      msg: `${AUDITED}\n⚠️ Algunas facturas no pudieron enviarse a Oppen: 2/10\nPrimer error: Error HTTP 400: Invalid invoice number`,
      oppen_sync: { total: 10, exitosas: 8, fallidas: 2, errores, success: false },
    }));

  it('tells of the background only when something goes on there', () => {
    expect(auditAnswer('MATRIZ', '2025-01-05', sent({}))).not.toHaveProperty('operation_url');
    expect(auditAnswer('MATRIZ', '2025-01-05', sent({ exitosas: 5, errores: errores.slice(1), pendientes: 4 }))).toEqual({
      success: true,
      msg: `${AUDITED}\n⚠️ Algunas facturas no pudieron enviarse a Oppen: 1/10\nPrimer error: Error HTTP 409: Duplicate invoice\n⏳ 4 de 10 factura(s) se siguen enviando a Oppen en segundo plano`,
      oppen_sync: { total: 10, exitosas: 5, fallidas: 1, errores: errores.slice(1), success: false },
      operation_url: '/api/operations/x',
    });
  });

  it('tells of a shop that is not sent at all', () =>
    expect(auditAnswer('MATRIZ', '2025-01-05', { kind: 'excluded' })).toEqual({
      success: true,
      msg: `${AUDITED}\nℹ️ El local está excluido de la sincronización con Oppen`,
      oppen_sync: { total: 0, exitosas: 0, fallidas: 0, errores: [], success: true, message: 'El local está excluido de la sincronización' },
    }));
});

describe('resendAnswer', () => {
  it.each<[SyncResult, object]>([
    [sent({ total: 0, exitosas: 0 }), { total: 0, exitosas: 0, fallidas: 0, errores: [], success: true, message: 'No hay facturas para sincronizar' }],
    [{ kind: 'unavailable' }, { total: 3, exitosas: 0, fallidas: 0, errores: [], success: false, message: 'Sincronización con Oppen no disponible' }],
    [{ kind: 'fault', error: 'Error de conexión: Connection timeout' }, { total: 3, exitosas: 0, fallidas: 3, errores: [], success: false, message: 'Error de conexión: Connection timeout' }],
  ])('%j', (sync, answer) => expect(resendAnswer(sync, 3)).toEqual(answer));
});
