/** An invoice of one service line to begin with; whose names and numbers are invented. */
export const INVOICE_TEMPLATE = {
  document_type: 'FE',
  receiver: { name: 'Comercial Ejemplo S.A.', identification_type: '02', identification: '3101234567', email: 'compras@ejemplo.test', activity_code: '4711.0' },
  sale_condition: '01',
  payments: [{ type: '04' }],
  currency: 'CRC',
  exchange_rate: 1,
  lines: [{ cabys: '8314100000000', description: 'Servicio de soporte', quantity: 1, unit: 'Sp', unit_price: 1000, discounts: [], taxes: [{ code: '01', rate_code: '08', rate: 13 }] }],
};
