export { EmbeddedPostgresProblem } from './problem.js';
export { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.js';
