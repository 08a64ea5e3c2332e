export { haciendaSandbox, type HaciendaSandboxOptions } from './hacienda-sandbox.js';
