import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { EmbeddedPostgresProblem } from './problem.js';

export interface Account {
  uid: number;
  gid: number;
}

/**
 * Whom the server runs as; undefined = as ourselves. PostgreSQL refuses to run as root, so root hands it to the owner
 * of the existing cluster (whoever started before), else to the system's `postgres` account, made when missing.
 */
export function serverAccount(cluster: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return ownerOf(cluster) ?? lookUp('postgres') ?? create('postgres');
}

/** Whether `account` may enter `folder`. Asked of the kernel, which also knows ACLs and read-only mounts. */
export function canEnter(folder: string, account: Account): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { ...account, cwd: '/', stdio: 'ignore' }).status === 0;
}

function ownerOf(path: string): Account | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : undefined;
}

function lookUp(name: string): Account | undefined {
  const [uid, gid] = ['-u', '-g'].map((which) => spawnSync('id', [which, name], { encoding: 'utf8' }));
  return uid?.status === 0 && gid?.status === 0 ? { uid: Number(uid.stdout), gid: Number(gid.stdout) } : undefined;
}

function create(name: string): Account {
  const made = spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', name], { encoding: 'utf8' });
  const account = lookUp(name);
  if (account) return account;
  throw new EmbeddedPostgresProblem(
    `PostgreSQL no funciona como root y no se pudo crear el usuario «${name}» / PostgreSQL cannot run as root and the account could not be made: ${made.stderr ?? made.error?.message}`,
    `Arranque con un usuario común, cree ese usuario, o indique DATABASE_URL / start as an ordinary user, make the account, or set DATABASE_URL.`,
  );
}
