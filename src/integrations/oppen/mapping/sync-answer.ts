import type { ErrorLine } from './error-notice.js';

/** What became of the invoices of one shop's day, as far as it is known when the request is answered. */
export type SyncResult =
  /** No active credential of Oppen. */
  | { kind: 'unavailable' }
  /** The shop is in the credential's `excluded_shops`. */
  | { kind: 'excluded' }
  /** Oppen let nobody in, or could not be reached: nothing was sent. */
  | { kind: 'fault'; error: string }
  | { kind: 'sent'; total: number; exitosas: number; errores: ErrorLine[]; pendientes: number; operation_url: string | null };

/** The specification's `oppen_sync`. */
export interface SyncSummary {
  total: number;
  exitosas: number;
  fallidas: number;
  errores: ErrorLine[];
  success: boolean;
  message?: string;
}

export interface AuditAnswer {
  success: true;
  msg: string;
  oppen_sync?: SyncSummary;
  oppen_error?: string;
  /** Only when some invoices go on in the background. */
  operation_url?: string;
}

const NOTHING: SyncSummary = { total: 0, exitosas: 0, fallidas: 0, errores: [], success: true };

/** The answer of `POST /api/marcar_auditado`: exactly the specification's objects, texts included. */
export function auditAnswer(local: string, fecha: string, sync: SyncResult): AuditAnswer {
  const audited = `Local ${local} marcado como auditado para ${fecha}`;
  if (sync.kind === 'unavailable') return { success: true, msg: `${audited} (sincronización con Oppen no disponible)` };
  if (sync.kind === 'fault') return { success: true, msg: `${audited}\n⚠️ Error sincronizando con Oppen: ${sync.error}`, oppen_error: sync.error };
  return {
    success: true,
    msg: [audited, ...lines(sync)].join('\n'),
    oppen_sync: summary(sync),
    ...(sync.kind === 'sent' && sync.pendientes > 0 && sync.operation_url && { operation_url: sync.operation_url }),
  };
}

/** The answer of `POST /api/reenviar_facturas_oppen`: the specification answers the bare result. */
export function resendAnswer(sync: SyncResult, attempted: number): SyncSummary & { operation_url?: string } {
  if (sync.kind === 'unavailable') return { ...NOTHING, total: attempted, success: false, message: 'Sincronización con Oppen no disponible' };
  if (sync.kind === 'fault') return { ...NOTHING, total: attempted, fallidas: attempted, success: false, message: sync.error };
  if (sync.kind === 'sent' && sync.pendientes > 0 && sync.operation_url) return { ...summary(sync), message: pending(sync), operation_url: sync.operation_url };
  return summary(sync);
}

function summary(sync: Extract<SyncResult, { kind: 'sent' | 'excluded' }>): SyncSummary {
  if (sync.kind === 'excluded') return { ...NOTHING, message: 'El local está excluido de la sincronización' };
  const { total, exitosas, errores, pendientes } = sync;
  if (total === 0) return { ...NOTHING, message: 'No hay facturas para sincronizar' };
  return { total, exitosas, fallidas: errores.length, errores, success: errores.length === 0 && pendientes === 0 };
}

function lines(sync: Extract<SyncResult, { kind: 'sent' | 'excluded' }>): string[] {
  if (sync.kind === 'excluded') return ['ℹ️ El local está excluido de la sincronización con Oppen'];
  const { total, exitosas, errores, pendientes } = sync;
  if (total === 0) return ['ℹ️ No había facturas para sincronizar con Oppen'];
  const failed = errores.length > 0 ? [`⚠️ Algunas facturas no pudieron enviarse a Oppen: ${errores.length}/${total}`, `Primer error: ${errores[0]!.error}`] : [];
  if (pendientes > 0) return [...failed, pending(sync)];
  return failed.length > 0 ? failed : [`✅ ${exitosas} factura(s) enviada(s) a Oppen exitosamente`];
}

const pending = ({ total, pendientes }: { total: number; pendientes: number }): string => `⏳ ${pendientes} de ${total} factura(s) se siguen enviando a Oppen en segundo plano`;
