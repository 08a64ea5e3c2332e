/** The documents we issue, by the names of the users' JSON. What the tax authority calls each is in `catalogues/document-types.ts`. */
export type DocumentType = 'FE' | 'TE' | 'NC' | 'ND' | 'FEC' | 'FEE' | 'REP';

/** A decimal as text with five places, as Hacienda wants it: `1130.00000`. */
export type Amount = string;

export interface Location {
  /** One digit. */
  province: string;
  /** Two digits each. */
  canton: string;
  district: string;
  neighbourhood?: string;
  /** Otras señas. */
  other: string;
}

/** The company that issues and signs; comes from the credential's metadata. */
export interface Issuer {
  identification_type: string;
  identification: string;
  name: string;
  commercial_name?: string;
  /** Six characters, since TRIBU-CR with a dot: `4719.9`. Never a number. */
  activity_code: string;
  /** Identification of the software's provider, as in the RUT. */
  provider_system_id: string;
  location: Location;
  email: string;
  /** `8888-8888`, `+506 8888 8888`… */
  phone?: string;
}

export interface Party {
  name: string;
  identification_type?: string;
  identification?: string;
  commercial_name?: string;
  activity_code?: string;
  email?: string;
  phone?: string;
  location?: Location;
  /** Otras señas extranjero. */
  foreign_address?: string;
}

/** `lines[0].taxes[0].rate` and a Spanish sentence for the person who can mend it. */
export interface DocumentProblem {
  path: string;
  message: string;
}

export interface PreparedExoneration {
  document_type: string;
  document_type_other?: string;
  document_number: string;
  article?: string;
  clause?: string;
  institution: string;
  institution_other?: string;
  /** With time and `-06:00`. */
  issue_date: string;
  /** Points of the rate, `13.00`. */
  rate: string;
  amount: Amount;
}

/** What the specific taxes (03 to 06) are computed from. */
export interface SpecificTax {
  quantity: string;
  percentage?: string;
  proportion?: string;
  volume?: string;
  unit_tax: Amount;
}

export interface PreparedTax {
  code: string;
  code_other?: string;
  rate_code?: string;
  /** `13.00` */
  rate?: string;
  /** `0.1300`, tax 08 only. */
  factor?: string;
  specific?: SpecificTax;
  amount: Amount;
  /** Tax of an exported line (FEE, and NC and ND of one). */
  export_amount?: Amount;
  exoneration?: PreparedExoneration;
}

export interface PreparedLine {
  number: number;
  tariff_heading?: string;
  /** Absent in a REP. */
  cabys?: string;
  codes: { type: string; code: string }[];
  /** Three places. */
  quantity?: string;
  unit?: string;
  commercial_unit?: string;
  transaction_type?: string;
  description: string;
  serial_numbers: string[];
  medicine_registration?: string;
  pharmaceutical_form?: string;
  unit_price?: Amount;
  /** Quantity × price, before discounts. */
  amount: Amount;
  discounts: { amount: Amount; code: string; reason?: string }[];
  subtotal: Amount;
  /** IVA cobrado a nivel de fábrica, `01` or `02`. */
  factory_vat?: string;
  taxable_base: Amount;
  taxes: PreparedTax[];
  /** What one unit of a kit is made of; without headings, serial numbers and the like. */
  components?: PreparedLine[];
  tax_assumed: Amount;
  net_tax: Amount;
  total: Amount;
}

export interface PreparedCharge {
  document_type: string;
  document_type_other?: string;
  third_party?: { identification_type: string; identification: string; name: string };
  description: string;
  percentage?: Amount;
  amount: Amount;
}

export interface PreparedReference {
  document_type: string;
  document_type_other?: string;
  number?: string;
  /** With time and `-06:00`. */
  issue_date: string;
  code?: string;
  code_other?: string;
  reason?: string;
}

export interface PreparedPayment {
  type: string;
  other?: string;
  amount?: Amount;
}

/** ResumenFactura. Every figure is there, `0.00000` too; which of them a type of document shows is the XML's affair. */
export interface Totals {
  services_taxed: Amount;
  services_exempt: Amount;
  services_exonerated: Amount;
  services_not_subject: Amount;
  goods_taxed: Amount;
  goods_exempt: Amount;
  goods_exonerated: Amount;
  goods_not_subject: Amount;
  total_taxed: Amount;
  total_exempt: Amount;
  total_exonerated: Amount;
  total_not_subject: Amount;
  /** Before discounts. */
  total_sale: Amount;
  total_discounts: Amount;
  total_net_sale: Amount;
  tax_breakdown: { code: string; rate_code?: string; amount: Amount }[];
  total_tax: Amount;
  total_tax_assumed: Amount;
  total_vat_returned: Amount;
  total_other_charges: Amount;
  /** What is to be paid. */
  total: Amount;
}

/** A document that was judged and computed: plain JSON, decimals as text. Stored as it is; nothing in it changes any more. */
export interface PreparedDocument {
  document_type: DocumentType;
  /** As the sender gave it, `2026-11-28` or with time and `-06:00`; absent: the moment it is signed. */
  issue_date?: string;
  receiver?: Party;
  /** Who sold to us; FEC only. */
  supplier?: Party;
  sale_condition: string;
  sale_condition_other?: string;
  credit_days?: number;
  payments: PreparedPayment[];
  currency: string;
  exchange_rate: Amount;
  lines: PreparedLine[];
  other_charges: PreparedCharge[];
  references: PreparedReference[];
  totals: Totals;
}

/** The numbers a document gets when it is signed. `issuedAt` in Costa Rica's time: `2026-11-28T10:15:00-06:00`. */
export interface DocumentNumbers {
  clave: string;
  consecutive: string;
  issuedAt: string;
}

/** Our answer to a supplier's document, judged; it gets its number and moment when it is signed. */
export interface PreparedAnswer {
  clave: string;
  issuer_identification: string;
  /** 1 accepted, 2 in part, 3 refused. */
  message: 1 | 2 | 3;
  detail?: string;
  total_tax?: Amount;
  activity_code?: string;
  /** Nota 18: `01` to `05`. */
  tax_condition?: string;
  tax_to_credit?: Amount;
  applicable_expense?: Amount;
  total: Amount;
  receiver_identification: string;
}

export interface MensajeReceptor extends PreparedAnswer {
  /** FechaEmisionDoc: when this answer (not the answered document) is issued, `2026-11-28T10:15:00-06:00`. */
  issued_at: string;
  consecutive: string;
}

/** DetalleMensaje's list; a row Hacienda wrote as bare text has only its message. */
export interface AnswerRow {
  code: string | null;
  message: string;
  row: number | null;
  column: number | null;
}

/** MensajeHacienda. */
export interface HaciendaAnswer {
  clave: string;
  /** 1 accepted, 3 refused. */
  message: 1 | 3;
  /** `Aceptado`, `Rechazado`. */
  estado: string;
  /** DetalleMensaje in full; empty when Hacienda had nothing to say (`.`). */
  detail: string;
  /** Errors of a refused document, warnings of an accepted one. */
  rows: AnswerRow[];
  total_tax: Amount | null;
  total: Amount | null;
}

/** What we need of a supplier's document to answer it. */
export interface ReceivedDocument {
  /** `FacturaElectronica`… */
  root: string;
  clave: string;
  consecutive: string;
  issued_at: string;
  issuer: { name: string; identification_type: string; identification: string };
  receiver?: { name: string; identification_type?: string; identification?: string };
  currency: string;
  total_tax: Amount;
  total: Amount;
  /** Where its clave and its fields contradict each other; Spanish sentences. */
  warnings: string[];
}
