export * from './message-queue.js';
export * from './processor.js';
export * from './queue-backend.js';
export * from './queue.module.js';
export * from './workers.js';
