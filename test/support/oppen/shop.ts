import type { Answer, ApiClient } from '../api-client.js';
import { unique } from '../house.js';

export interface FacturaInput {
  tipo: string;
  punto_venta: string;
  nro_factura: string;
  monto: string | number;
  [more: string]: unknown;
}

export interface ImportAnswer {
  total: number;
  created: number;
  updated: number;
  unchanged: number;
  failed: number;
  rows: { row: number; status: string; id?: number; error?: string; warning?: string }[];
}

export interface SyncRow {
  factura_id: number;
  factura_ref: string;
  estado: string;
  oppen_sernr: string | null;
  oppen_total: string | null;
  error_msg: string | null;
  intentos: number;
  message_id: string | null;
}

/** A shop of a company and one of its days. */
export class Shop {
  constructor(
    readonly api: ApiClient,
    readonly company: string,
    readonly local: string,
    readonly fecha = '2025-01-05',
  ) {}

  /** Made, with its day closed. */
  static async open(api: ApiClient, company: string, local = unique('LOCAL'), fecha = '2025-01-05'): Promise<Shop> {
    const shop = new Shop(api, company, local, fecha);
    expectOk(await api.post('/api/oppen/locales', { company, nombre: local }));
    expectOk(await api.post('/api/oppen/cierres', shop.day));
    return shop;
  }

  get day() {
    return { company: this.company, local: this.local, fecha: this.fecha };
  }

  async load(facturas: FacturaInput[]): Promise<ImportAnswer> {
    const rows = facturas.map((factura) => ({ local: this.local, fecha: this.fecha, ...factura }));
    const answer = await this.api.post<ImportAnswer>(`/api/oppen/facturas/import?company=${this.company}`, rows);
    expectOk(answer);
    return answer.body;
  }

  mark = () => this.api.post('/api/marcar_auditado', this.day);
  unmark = () => this.api.post('/api/oppen/desmarcar_auditado', { ...this.day, motivo: 'ensayo' });
  resend = () => this.api.post('/api/reenviar_facturas_oppen', this.day);

  async sync(): Promise<SyncRow[]> {
    const answer = await this.api.get<{ data: SyncRow[] }>(`/api/oppen/sync?company=${this.company}&local=${encodeURIComponent(this.local)}&fecha=${this.fecha}&limit=1000`);
    return answer.body.data.sort((one, other) => (one.factura_ref < other.factura_ref ? -1 : 1));
  }
}

export const facturaA = (number: number, monto: string | number = '15000.00'): FacturaInput => ({ tipo: 'A', punto_venta: '5', nro_factura: String(number), monto });
export const facturaZ = (number: number, monto: string | number = '900.10'): FacturaInput => ({ tipo: 'Z', punto_venta: '2', nro_factura: String(number), monto });

export function expectOk(answer: Answer<unknown>): void {
  if (answer.status >= 300) throw new Error(`${answer.status} ${answer.text}`);
}
