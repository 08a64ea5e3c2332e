export { EmbeddedPostgresProblem } from './problem.js';
export { startEmbeddedPostgres, stopEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.js';
