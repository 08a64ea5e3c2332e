export * from './answer.js';
export * from './document.js';
export * from './line.js';
export * from './party.js';
export { readShape, type Draft, type JsonSchema, type Judging } from './shape.js';
