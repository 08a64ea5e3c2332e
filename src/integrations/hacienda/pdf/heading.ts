import { DOCUMENT_KINDS, IDENTIFICATION_TYPES, nameOf, PAYMENT_TYPES, placeName, SALE_CONDITIONS } from '../catalogues/index.js';
import type { Issuer, Location, Party, PreparedDocument } from '../mapping/types.js';
import { moment, money } from './format.js';
import type { PdfInput } from './render-pdf.js';
import { ACCENT, MUTED, type Sheet } from './sheet.js';

/** What a customer must know of a document's state; only an accepted one is worth something before the tax authority. */
const STATES: Record<string, { words: string; color: string }> = {
  accepted: { words: 'Aceptado por Hacienda', color: '#1b7f4b' },
  rejected: { words: 'Rechazado por Hacienda · sin validez tributaria', color: '#b3261e' },
  signed: { words: 'Firmado · pendiente de enviar a Hacienda', color: '#8a6100' },
  submitted: { words: 'Enviado · en espera de la respuesta de Hacienda', color: '#8a6100' },
};
const DRAFT = { words: 'Borrador · sin firmar, sin validez tributaria', color: MUTED };

const BOX = 244;

/** What the head of a page says beside who issues it. */
export interface Head {
  issuer: Issuer;
  title: string;
  rows: readonly (readonly [label: string, value: string])[];
  status: { words: string; color: string };
  test?: boolean;
}

/** Type, consecutivo and clave together (annex 1, note 1). */
export function drawHeading(sheet: Sheet, { document, issuer, numbers, state, test }: PdfInput): void {
  drawHead(sheet, {
    issuer, test, title: DOCUMENT_KINDS[document.document_type].name, status: numbers ? (STATES[state] ?? DRAFT) : DRAFT,
    rows: numbers
      ? [['Consecutivo', numbers.consecutive], ['Clave', numbers.clave], ['Fecha de emisión', moment(numbers.issuedAt)]]
      : [['Consecutivo y clave', 'Se asignan al firmar'], ['Fecha', moment(document.issue_date) || 'La del día en que se firme']],
  });
}

/** Issuer at the left; what the document is at the right. */
export function drawHead(sheet: Sheet, { issuer, title, rows, status, test }: Head): void {
  const top = sheet.y;
  const leftHeight = drawIssuer(sheet, issuer, top, sheet.width - BOX - 20);

  const x = sheet.right - BOX;
  const inner = BOX - 20;
  let y = top + 9;
  const height = 27 + rows.length * 20 + 20 + (test ? 12 : 0);
  sheet.box(x, top, BOX, height, '#f2f5f8');
  y += sheet.text(title, x + 10, y, inner, { size: 12.5, bold: true, color: ACCENT }) + 4;
  for (const [label, value] of rows) {
    sheet.text(label, x + 10, y, inner, { size: 6.5, color: MUTED });
    sheet.text(value, x + 10, y + 8, inner, { size: value.length === 50 ? 7.6 : 9, bold: label === 'Consecutivo' });
    y += 20;
  }
  sheet.text(status.words, x + 10, y + 2, inner, { size: 8, bold: true, color: status.color });
  if (test) sheet.text('Ambiente de pruebas · sin validez tributaria', x + 10, y + 13, inner, { size: 7, bold: true, color: '#b3261e' });
  sheet.y = top + Math.max(leftHeight, height) + 14;
}

function drawIssuer(sheet: Sheet, issuer: Issuer, top: number, width: number): number {
  let y = top;
  y += sheet.text(issuer.commercial_name ?? issuer.name, sheet.left, y, width, { size: 15, bold: true, color: ACCENT }) + 3;
  const facts = [
    issuer.commercial_name ? issuer.name : '',
    identified(issuer),
    address(issuer.location),
    [issuer.phone && `Tel. ${issuer.phone}`, issuer.email].filter(Boolean).join(' · '),
    `Actividad económica ${issuer.activity_code}`,
  ];
  for (const fact of facts.filter(Boolean)) y += sheet.text(fact, sheet.left, y, width, { size: 8 }) + 1;
  return y - top;
}

/** Who buys (or, in a purchase, who sells), and the terms. */
export function drawParties(sheet: Sheet, { document }: PdfInput): void {
  const half = (sheet.width - 24) / 2;
  const top = sheet.y;
  const [title, party] = document.document_type === 'FEC' ? ['Proveedor', document.supplier] as const : ['Cliente', document.receiver] as const;
  const left = drawFacts(sheet, title, partyFacts(party), sheet.left, top, half);
  const right = drawFacts(sheet, 'Condiciones', terms(document), sheet.left + half + 24, top, half);
  sheet.y = top + Math.max(left, right) + 12;
}

export function drawFacts(sheet: Sheet, title: string, facts: readonly (readonly [string, string])[], x: number, top: number, width: number): number {
  let y = top;
  sheet.text(title.toUpperCase(), x, y, width, { size: 7, bold: true, color: ACCENT });
  sheet.rule(y + 11, x, width, ACCENT);
  y += 16;
  for (const [label, value] of facts) {
    sheet.text(label, x, y, 84, { size: 7.5, color: MUTED });
    y += sheet.text(value, x + 86, y, width - 86, { size: 8 }) + 2;
  }
  return y - top;
}

function partyFacts(party: Party | undefined): [string, string][] {
  if (!party) return [['Nombre', 'Consumidor final']];
  const facts: [string, string | undefined][] = [
    ['Nombre', party.name],
    ['Nombre comercial', party.commercial_name],
    ['Identificación', identified(party)],
    ['Actividad', party.activity_code],
    ['Dirección', party.location ? address(party.location) : party.foreign_address],
    ['Teléfono', party.phone],
    ['Correo', party.email],
  ];
  return facts.filter((fact): fact is [string, string] => Boolean(fact[1]));
}

function terms(document: PreparedDocument): [string, string][] {
  const { sale_condition: condition, credit_days: days, payments, currency } = document;
  return [
    ['Condición', condition === '99' ? document.sale_condition_other ?? 'Otros' : nameOf(SALE_CONDITIONS, condition)],
    ...(days ? [['Plazo', `${days} días`] as [string, string]] : []),
    ...payments.map(({ type, other, amount }, index): [string, string] => [
      index === 0 ? 'Medio de pago' : '',
      `${type === '99' ? other ?? 'Otros' : nameOf(PAYMENT_TYPES, type)}${payments.length > 1 ? `: ${money(amount)}` : ''}`,
    ]),
    ['Moneda', currency],
    ...(currency === 'CRC' ? [] : [['Tipo de cambio', `${money(document.exchange_rate, 5)} colones por ${currency}`] as [string, string]]),
  ];
}

export const identified = ({ identification_type: type, identification }: Party | Issuer): string => (identification ? `${nameOf(IDENTIFICATION_TYPES, type)} ${identification}` : '');

function address({ province, canton, district, neighbourhood, other }: Location): string {
  const place = placeName(province, canton, district);
  return [other, neighbourhood, place?.district, place?.canton, place?.province].filter((part, index, parts) => part && part !== parts[index - 1]).join(', ');
}
