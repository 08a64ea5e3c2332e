export * from './from-accepted-invoice.js';
export * from './read-accepted-invoice.js';
export * from './total-warning.js';
