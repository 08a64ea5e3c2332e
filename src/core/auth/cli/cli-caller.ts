import { userInfo } from 'node:os';
import type { Caller } from '../caller.js';

/** Whoever has a shell on the server may do everything; the audit trail keeps their system user. */
export function cliCaller(): Caller {
  return { type: 'cli', id: null, name: systemUser(), role: 'admin', companies: ['*'] };
}

function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    return 'cli'; // a container user without a passwd entry
  }
}
