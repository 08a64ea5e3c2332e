export * from './answer-tasks.js';
export { ThreadDied } from './protocol.js';
export * from './thread-file.js';
export * from './thread-pool.js';
