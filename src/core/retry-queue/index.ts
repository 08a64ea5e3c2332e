export * from './decide.js';
export * from './retry-policies.service.js';
export * from './retry-queue-desk.service.js';
export * from './retry-queue.service.js';
export * from './retry-queue-entry.entity.js';
