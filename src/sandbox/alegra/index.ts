export { DEFAULT_ACCOUNTS, type AccountOptions } from './accounts.js';
export { alegraSandbox, type AlegraSandboxOptions } from './alegra-sandbox.js';
