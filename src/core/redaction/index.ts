export * from './redact.js';
export * from './redact-values.js';
