import { userInfo } from 'node:os';
import type { Caller } from '../../auth/index.js';

/** Whoever can run commands on the server may do everything; the audit shows the system account. */
export function cliCaller(): Caller {
  let name = 'cli';
  try {
    name = userInfo().username;
  } catch {
    // An account without a name, as in some containers.
  }
  return { type: 'cli', id: null, name, role: 'admin', companies: ['*'] };
}
