import { Money } from '../../../core/money/index.js';
import type { OppenMetadata } from '../oppen.credentials.js';
import type { Factura, Problem } from './factura-message.js';
import { sameShop } from './shops.js';

/** `POST …/Invoice`. The order of the keys is the specification's. */
export interface InvoiceBody {
  SerNr?: number;
  OfficialSerNr: string;
  CustCode: string;
  TransDate: string;
  DueDate: string;
  Office: string;
  Labels: string;
  createUser: string;
  Status: number;
  Items: { ArtCode: string; Qty: number; Price: number }[];
  [field: string]: unknown;
}

export interface Circumstances {
  /** Ours, or null when Oppen numbers. */
  serNr: number | null;
  /** The company's day, for the due date. `AAAA-MM-DD` */
  today: string;
}

const NUMBER_DIGITS = 8;

/** `PPPP-NNNNNNNN`; null when the point of sale has more digits than fit: it is never cut. */
export function officialSerNr({ punto_venta, nro_factura }: Pick<Factura, 'punto_venta' | 'nro_factura'>, posPadding: number): string | null {
  const point = punto_venta.replace(/^0+(?=\d)/, '');
  const number = nro_factura.replace(/^0+(?=\d)/, '');
  return point.length > posPadding || number.length > NUMBER_DIGITS ? null : `${point.padStart(posPadding, '0')}-${number.padStart(NUMBER_DIGITS, '0')}`;
}

/** An invoice of a shop → Oppen's record (specification «Mapeo de Datos»; corrections: contract §3). All problems at once. */
export function toInvoiceBody(factura: Factura, settings: OppenMetadata, { serNr, today }: Circumstances): { body: InvoiceBody; problems?: undefined } | { body?: undefined; problems: Problem[] } {
  const official = officialSerNr(factura, settings.pos_padding);
  const label = labelOf(factura.local, settings);
  const problems: Problem[] = [];
  if (official === null) problems.push({ code: 'oppen.punto_venta', message: `El punto de venta ${factura.punto_venta} no cabe en ${settings.pos_padding} cifras: aumente pos_padding en la credencial de Oppen` });
  // A comma separates labels in Oppen, a bar separates group and label: such a name would become another label.
  if (label === null) problems.push({ code: 'oppen.label', message: `El nombre del local «${factura.local}» no sirve de etiqueta (contiene «,» o «|»): póngale un código en label_by_shop de la credencial de Oppen` });
  if (official === null || label === null) return { problems };
  const { tipo, local, fecha } = factura;
  return {
    body: {
      ...(serNr === null ? {} : { SerNr: serNr }),
      OfficialSerNr: official,
      CustCode: byShop(settings.cust_code_by_shop, local) ?? settings.cust_code,
      TransDate: fecha,
      DueDate: dueDate(fecha, today, settings),
      Office: settings.office_by_type[tipo] ?? settings.office,
      Labels: label,
      createUser: settings.create_user,
      Status: settings.status,
      // Fourteen digits at most: a double holds and prints each of them.
      Items: [{ ArtCode: settings.art_code_by_type[tipo] ?? settings.art_code, Qty: 1, Price: priceOf(factura.monto, settings).toNumber() }],
      ...settings.fields_by_type[tipo],
    },
  };
}

/** What Oppen should answer as `Total`, if its arithmetic were exact. */
export const expectedTotal = ({ monto }: Factura): Money => monto;

function priceOf(monto: Money, { price_mode, vat_rate, price_decimals }: OppenMetadata): Money {
  return price_mode === 'gross' ? monto : monto.div(new Money(vat_rate).plus(1)).toDecimalPlaces(price_decimals);
}

function dueDate(fecha: string, today: string, { payment_days, due_date_not_in_past }: OppenMetadata): string {
  const due = plusDays(fecha, payment_days);
  return due_date_not_in_past && due < today ? plusDays(today, payment_days) : due;
}

function labelOf(local: string, { label_by_shop, label_template }: OppenMetadata): string | null {
  // Of a configured list of labels the first counts (contract §3).
  const own = byShop(label_by_shop, local)?.split(',')[0]!.trim();
  if (own) return own;
  return /[,|]/.test(local) ? null : label_template.replaceAll('{shop}', local);
}

const byShop = (map: Record<string, string>, local: string): string | undefined =>
  map[local] ?? Object.entries(map).find(([shop]) => sameShop(shop, local))?.[1];

const plusDays = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
