export * from './operation.entity.js';
export * from './operation-runner.service.js';
export * from './operations.service.js';
