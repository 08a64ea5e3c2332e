export * from './fourgeeks-sandbox.js';
export { cohortUserOf, studentOf, type FourgeeksRow } from './rows.js';
