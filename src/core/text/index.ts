export * from './plain-text.js';
export * from './storable.js';
