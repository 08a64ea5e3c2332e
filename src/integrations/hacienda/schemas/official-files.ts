/** The roots that Hacienda has a schema for; its file is `<root>_V4.4.xsd`. */
export const SCHEMA_ROOTS = [
  'FacturaElectronica', 'TiqueteElectronico', 'NotaCreditoElectronica', 'NotaDebitoElectronica', 'FacturaElectronicaCompra', 'FacturaElectronicaExportacion',
  'ReciboElectronicoPago', 'MensajeReceptor', 'MensajeHacienda',
] as const;
export type SchemaRoot = (typeof SCHEMA_ROOTS)[number];

export const SIGNATURE_FILE = 'xmldsig-core-schema.xsd';
export const fileOf = (root: SchemaRoot): string => `${root}_V4.4.xsd`;

/** Where the revision in force is published (22 April 2026, mandatory since 1 November 2026), and W3C's schema of signatures. */
export const OFFICIAL_ADDRESS = 'https://www.hacienda.go.cr/docs';
export const SIGNATURE_ADDRESS = `https://www.w3.org/TR/2002/REC-xmldsig-core-20020212/${SIGNATURE_FILE}`;
