export * from './categories.js';
export * from './integration-failure.js';
