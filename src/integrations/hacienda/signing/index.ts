export * from './in-force.js';
export * from './open-p12.js';
export * from './policy.js';
export * from './read-strictly.js';
export * from './sign-xml.js';
export * from './signing-problem.js';
export * from './types.js';
export * from './verify-xml.js';
