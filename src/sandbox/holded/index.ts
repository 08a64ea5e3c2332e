export * from './holded-sandbox.js';
export { contactOf, documentOf, madrid, type HoldedRow } from './documents.js';
export { ODD_IDS } from './odd-documents.js';
