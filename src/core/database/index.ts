export * from './data-source.js';
export * from './database.js';
export * from './database.module.js';
export * from './survive-lost-clients.js';
export * from './prepared.js';
