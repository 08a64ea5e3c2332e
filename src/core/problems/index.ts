export * from './is-given.js';
export * from './problem.js';
export * from './problem-document.js';
export * from './problem.filter.js';
export * from './problems.module.js';
export * from './shape-problems.js';
export * from './to-problem.js';
export * from './validation-pipe.js';
export { says } from './validation-text.js';
