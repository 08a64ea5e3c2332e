/** What `GET /api/oppen/statistics` answers; amounts are decimals as text. */
export interface OppenStatistics {
  from: string;
  to: string | null;
  days: OppenDay[];
  truncated: boolean;
  totals: Record<Estado, number> & { tasa_exito: string | null; oppen_total: string; monto_total: string; diferencia_centavos: string; facturas_con_diferencia: number };
  recent_errors: { id: number; company: string; local: string; fecha: string; factura_ref: string; error_msg: string | null; message_id: string | null; updated_at: string }[];
}

export type Estado = 'enviado' | 'error' | 'pendiente';

export type OppenDay = Record<Estado, number> & { company: string; local: string; fecha: string; auditado: boolean };

/** How the page's range is named in its address. */
export interface Range {
  company?: string;
  local?: string;
  from?: string;
  to?: string;
}

/** The states in the order in which they are shown. */
export const ESTADOS = [
  { estado: 'enviado', word: 'oppen_sent', tone: 'good' },
  { estado: 'error', word: 'oppen_error', tone: 'bad' },
  { estado: 'pendiente', word: 'oppen_pending', tone: 'wait' },
] as const;

/** The list behind a number. A shop in quotes is that shop alone, not every shop whose name holds it. */
export function listOf(estado: Estado, { company, local, fecha, from, to }: Range & { fecha?: string }): string {
  const filters = { estado, company, local: local && `"${local}"`, fecha, 'fecha~~from': fecha ? undefined : from, 'fecha~~to': fecha ? undefined : to };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) if (value) query.set(`filters.${name}`, value);
  return `/admin/resources/oppen-sync?${query.toString()}`;
}

/** The days of all shops together, oldest first. */
export function byDay(days: readonly OppenDay[]): ({ fecha: string } & Record<Estado, number>)[] {
  const sums = new Map<string, { fecha: string } & Record<Estado, number>>();
  for (const { fecha, enviado, error, pendiente } of days) {
    const known = sums.get(fecha) ?? { fecha, enviado: 0, error: 0, pendiente: 0 };
    sums.set(fecha, { fecha, enviado: known.enviado + enviado, error: known.error + error, pendiente: known.pendiente + pendiente });
  }
  return [...sums.values()].sort((one, other) => (one.fecha < other.fecha ? -1 : 1));
}
