import { CredentialsCheckCommand, CredentialsCommand, CredentialsListCommand } from './credentials.command.js';
import { KeysCommand, KeysRotateCommand } from './keys.command.js';

/** Providers of `keys rotate`, `credentials check` and `credentials list`, for the module of the command line. */
export const CREDENTIALS_CLI = [CredentialsCommand, CredentialsCheckCommand, CredentialsListCommand, KeysCommand, KeysRotateCommand];
