import { ApiKeysCommand, ApiKeysCreateCommand, ApiKeysListCommand, ApiKeysRevokeCommand } from './api-keys.commands.js';
import { UsersCommand, UsersCreateCommand, UsersListCommand } from './users.commands.js';

export { cliCaller } from './cli-caller.js';
export { listOf, readOptions, told } from './read-options.js';

/** Providers for the CLI's module, beside AuthModule, AuditModule and CompaniesModule. */
export const AUTH_COMMANDS = [
  UsersCommand, UsersCreateCommand, UsersListCommand,
  ApiKeysCommand, ApiKeysCreateCommand, ApiKeysListCommand, ApiKeysRevokeCommand,
];
