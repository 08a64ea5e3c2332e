export { erpnextSandbox } from './erpnext-sandbox.js';
