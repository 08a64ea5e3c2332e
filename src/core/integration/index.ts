export * from './connection-checker.js';
export * from './definition.js';
export * from './message-handler.js';
export * from './open-credential.js';
export * from './registry.js';
export * from './retry-policy.js';
export * from './search-source.js';
export * from './settings.js';
