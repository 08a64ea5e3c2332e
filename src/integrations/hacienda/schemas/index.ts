export * from './official-files.js';
export * from './validate.js';
