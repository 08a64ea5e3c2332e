export * from './ranges.js';
export * from './statistics.dto.js';
export * from './statistics.module.js';
