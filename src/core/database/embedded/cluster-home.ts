import { randomUUID } from 'node:crypto';
import { chmod, mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { canEnter, type Account } from './server-account.js';

/**
 * The folder to keep the cluster in: the data folder, where the server's account can enter it. A project in root's
 * closed home (0700) is no such place, and opening a home is not ours to do: then a folder of its own under /var/lib.
 */
export async function chooseHome(dataDir: string, account: Account | undefined, log: (line: string) => void): Promise<string> {
  if (!account || canEnter(dataDir, account)) return dataDir;
  if (canEnter(dirname(dataDir), account)) {
    await chmod(dataDir, (await stat(dataDir)).mode | 0o011); // to pass through, not to look into
    if (canEnter(dataDir, account)) return dataDir;
  }
  // A new name each time: a second clone on the same path must not find the first one's database.
  const elsewhere = `/var/lib/puente-${randomUUID().slice(-12)}`;
  await mkdir(elsewhere, { recursive: true, mode: 0o711 });
  log(`El usuario de PostgreSQL no puede entrar en ${dataDir}; la base de datos va en ${elsewhere} / the database is kept there.`);
  return elsewhere;
}
