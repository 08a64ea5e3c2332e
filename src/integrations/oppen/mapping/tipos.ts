/** The kinds of invoice a shop makes: till closing, A, B, current account. */
export const TIPOS = ['Z', 'A', 'B', 'CC'] as const;
export type Tipo = (typeof TIPOS)[number];

export const ESTADOS_FACTURA = ['ok', 'anulada'] as const;
export type EstadoFactura = (typeof ESTADOS_FACTURA)[number];
