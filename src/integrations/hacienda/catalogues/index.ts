export * from './catalogue.js';
export * from './documents.js';
export * from './identifications.js';
export * from './lines.js';
export * from './locations.js';
export * from './sale.js';
export * from './taxes.js';
