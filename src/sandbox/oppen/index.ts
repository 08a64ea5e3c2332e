export { oppenSandbox, type OppenSandboxOptions } from './oppen-sandbox.js';
