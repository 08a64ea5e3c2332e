export * from './attempt-calls.js';
export * from './call-limiter.js';
export * from './direct-calls.js';
export * from './exchange.js';
export * from './http-client.js';
export * from './http.module.js';
export * from './provider-calls.js';
