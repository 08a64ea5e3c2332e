export * from './short-cache.js';
