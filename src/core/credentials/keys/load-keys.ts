import type { Env } from '../../config/index.js';
import { keyFilePath, readKeyFile, readOrMakeKeyFile } from './key-file.js';
import { KeyRing, readKeys } from './key-ring.js';

/** What this installation keeps secret for itself. */
export class Keys {
  constructor(
    readonly ring: KeyRing,
    /** Signs the back-office session cookie. */
    readonly sessionSecret: string,
  ) {}
}

/**
 * Keys from the environment; what it lacks comes from `<DATA_DIR>/keys.json`, made on the first start.
 * Keys of that file still decrypt after `ENCRYPTION_KEYS` is set, so that `keys rotate` can move to the new ones.
 */
export async function loadKeys(env: Pick<Env, 'ENCRYPTION_KEYS' | 'SESSION_SECRET' | 'DATA_DIR'>): Promise<Keys> {
  const path = keyFilePath(env.DATA_DIR);
  const complete = env.ENCRYPTION_KEYS && env.SESSION_SECRET;
  const file = complete ? readKeyFile(path) : await readOrMakeKeyFile(env.DATA_DIR);
  const read = () => [env.ENCRYPTION_KEYS, readKeyFile(path)?.encryption_keys].flatMap((text) => (text ? readKeys(text) : []));
  return new Keys(new KeyRing(read(), read), env.SESSION_SECRET ?? file!.session_secret);
}
