export * from './academy.js';
export * from './courses.js';
export * from './edges.js';
export * from './random.js';
