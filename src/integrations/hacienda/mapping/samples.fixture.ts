import type { Issuer } from './types.js';

export const TODAY = '2026-11-28';

/** Invented, like everybody here. */
export const ISSUER: Issuer = {
  identification_type: '02',
  identification: '3101987654',
  name: 'Distribuidora El Cañón S.A.',
  commercial_name: 'El Cañón',
  activity_code: '4719.9',
  provider_system_id: '3101987654',
  location: { province: '1', canton: '01', district: '03', neighbourhood: 'Hospital', other: 'Del parque 200 metros al sur' },
  email: 'facturas@elcanon.example.cr',
  phone: '+506 2222-3344',
};

const RECEIVER = {
  name: 'Ferretería & Más Ltda.',
  identification_type: '02',
  identification: '3102555123',
  email: 'compras@ferreteria.example.cr',
  activity_code: '4752.0',
  phone: '8888-1212',
  location: { province: '2', canton: '10', district: '01', other: 'Frente a la plaza, local 4' },
};

const IVA_13 = { code: '01', rate_code: '08', rate: 13 };
const GOODS = '2392101000000';
const SERVICE = '8314100000000';
/** A clave of an invoice of ours: day, identification, consecutivo, situation, security code. */
export const CLAVE = `506271126003101987654001000010100000000411${'12345678'}`;

const line = (more: object) => ({ cabys: GOODS, description: 'Producto', quantity: 1, unit: 'Unid', unit_price: 1000, taxes: [IVA_13], ...more });

/** Two goods with a discount, a service at 4%, one line exonerated in part, and a service charge: worked out by hand in `totals.spec.ts`. */
export const FE = {
  company: 'default',
  document_type: 'FE',
  receiver: RECEIVER,
  sale_condition: '01',
  payments: [{ type: '02', amount: '20000' }, { type: '06', amount: '6755' }],
  currency: 'CRC',
  exchange_rate: 1,
  lines: [
    line({ description: 'Bloque de concreto 15×20×40 <gris>', codes: [{ type: '04', code: 'BL-15' }], quantity: '12.5', unit_price: '850.25', discounts: [{ amount: '628.13', code: '07', reason: 'Cliente frecuente' }] }),
    line({ description: 'Cemento gris 50 kg', quantity: 2, unit_price: '6500', taxes: [{ ...IVA_13, exoneration: {
      document_type: '04', document_number: 'AL-00012345-26', institution: '01', issue_date: '2026-03-02', rate: 6.5,
    } }] }),
    line({ cabys: SERVICE, description: 'Instalación', unit: 'Sp', unit_price: '1500.005', taxes: [{ code: '01', rate_code: '04', rate: 4 }] }),
  ],
  other_charges: [{ document_type: '06', description: 'Impuesto de servicio 10%', percentage: 10, amount: '50' }],
};

export const TE = {
  document_type: 'TE',
  sale_condition: '01',
  payments: [{ type: '01' }],
  currency: 'CRC',
  lines: [line({ description: 'Martillo', quantity: 3, unit_price: '333.33333' }), line({ description: 'Libro', unit_price: 100, taxes: [{ code: '01', rate_code: '10' }] })],
};

export const NC = {
  document_type: 'NC',
  receiver: RECEIVER,
  sale_condition: '01',
  payments: [{ type: '04' }],
  currency: 'CRC',
  lines: [line({ description: 'Bloque devuelto', quantity: 2, unit_price: '850.25' })],
  references: [{ document_type: '01', number: CLAVE, issue_date: '2026-11-27T09:00:00-06:00', code: '02', reason: 'Devolución de dos bloques' }],
};

export const ND = {
  ...NC,
  document_type: 'ND',
  sale_condition: '02',
  credit_days: 30,
  payments: [],
  lines: [line({ cabys: SERVICE, description: 'Intereses por mora', unit: 'I', unit_price: 500 })],
  references: [{ document_type: '01', number: CLAVE, issue_date: '2026-11-27', code: '02', reason: 'Se cobran intereses' }],
};

export const FEC = {
  document_type: 'FEC',
  supplier: {
    name: 'Overseas Cloud Inc.', identification_type: '05', identification: 'US998877', email: 'billing@overseas.example.com',
    foreign_address: '100 Example Street, Springfield', phone: '+1 2025550123',
  },
  sale_condition: '01',
  payments: [{ type: '07' }],
  currency: 'USD',
  exchange_rate: '512.37',
  lines: [line({ cabys: SERVICE, description: 'Hospedaje en la nube', unit: 'Os', unit_price: '99.99' })],
  references: [{ document_type: '16', number: 'INV-2026-0042', issue_date: '2026-11-20', code: '11', reason: 'Servicio de proveedor no domiciliado' }],
};

export const FEE = {
  document_type: 'FEE',
  receiver: { name: 'Importadora del Norte LLC', identification_type: '05', identification: 'N123456', foreign_address: '5 Harbor Road, Miami', email: 'ap@norte.example.com' },
  sale_condition: '02',
  credit_days: 60,
  payments: [],
  currency: 'USD',
  exchange_rate: 512.37,
  lines: [line({ tariff_heading: '090111300000', description: 'Café oro, saco de 69 kg', quantity: 10, unit: 'Qq', unit_price: '210.5', taxes: [{ code: '01', rate_code: '01' }] })],
};

export const REP = {
  document_type: 'REP',
  receiver: RECEIVER,
  sale_condition: '11',
  payments: [{ type: '04', amount: 1130 }],
  currency: 'CRC',
  lines: [{ description: 'Pago de la factura 41', amount: 1000, taxes: [IVA_13] }],
  references: [{ document_type: '01', number: CLAVE, issue_date: '2026-11-27', code: '17', reason: 'Pago total' }],
};

const of = (taxed: object, more: object) => ({ cabys: '2310000000000', unit: 'Unid', quantity: 1, taxes: [taxed], ...more });
/** A manufacturer's basket with goods of two rates and one exempt: worked out by hand in `totals.spec.ts`. */
export const KIT = {
  cabys: '2399900000000', codes: [{ type: '03', code: 'CANASTA-12' }], description: 'Canasta navideña', quantity: 3, unit: 'Unid',
  components: [
    of(IVA_13, { description: 'Galletas surtidas', quantity: 2, unit_price: 1500, discounts: [{ amount: 300, code: '07' }] }),
    of({ code: '01', rate_code: '02', rate: 1 }, { description: 'Arroz 1 kg', unit: 'Kg', unit_price: '999.99' }),
    of({ code: '01', rate_code: '10' }, { description: 'Revista', cabys: '3240000000000', unit_price: 500 }),
  ],
};

export const SAMPLES = { FE, TE, NC, ND, FEC, FEE, REP };
