import { access, constants, mkdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findBinaries } from './binaries.js';
import { Cluster, SUPERUSER } from './cluster.js';
import { chooseHome } from './cluster-home.js';
import { freePort, newSettings, ownLikeFolder, readSettings, writeSettings, type ClusterSettings } from './cluster-settings.js';
import { signIn, signOut } from './cluster-users.js';
import { ensureDatabase, knock } from './connect.js';
import { EmbeddedPostgresProblem } from './problem.js';
import { serverAccount } from './server-account.js';
import { serverOptions } from './server-options.js';
import { withStartLock } from './start-lock.js';

/** Crash recovery of a large database takes its time; longer than this, somebody should look. */
const READY_WITHIN_MS = 120_000;

export interface EmbeddedPostgres {
  /** Connection string of the database `puente`. */
  url: string;
  /** True when this call started the server, false when it joined one that was running. */
  owned: boolean;
  /** Leaves the server; the last process to leave stops it. Safe to call twice. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Folder for the cluster, its port and its password; made when missing. */
  dataDir: string;
  log: (line: string) => void;
  /** False trades safety against power failure for speed; for tests. */
  durable?: boolean;
}

/**
 * A real PostgreSQL for this machine, without installing one. Processes that start on the same folder share one server;
 * what a killed process left behind is adopted or cleaned. Throws `EmbeddedPostgresProblem` with a remedy.
 */
export async function startEmbeddedPostgres({ dataDir, log, durable = true }: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const data = resolve(dataDir);
  const paths = { lock: join(data, 'postgres.lock'), users: join(data, 'postgres.users'), settings: join(data, 'postgres.json') };
  await makeFolder(data);
  return withStartLock(paths.lock, log, async () => {
    const { cluster, settings } = await openCluster(data, paths.settings, log);
    const signature = await signIn(paths.users);
    await ownLikeFolder(paths.users);
    try {
      const { port, owned } = await bringUp(cluster, settings, durable, log);
      if (port !== settings.port) await writeSettings(paths.settings, { ...settings, port });
      const url = await ensureDatabase(address(port, settings.password), 'puente');
      return { url, owned, stop: once(() => withStartLock(paths.lock, log, () => leave(cluster, paths.users, signature))) };
    } catch (error) {
      await leave(cluster, paths.users, signature);
      throw error;
    }
  });
}

/** Stops the server of a data folder whose processes are all dead. For cleaning up behind them. */
export async function stopEmbeddedPostgres(dataDir: string): Promise<void> {
  const data = resolve(dataDir);
  const home = (await readSettings(join(data, 'postgres.json')))?.elsewhere ?? data;
  const account = serverAccount(join(home, 'postgres'));
  await new Cluster(home, await findBinaries(account), account).shutDown();
}

async function openCluster(data: string, settingsPath: string, log: (line: string) => void): Promise<{ cluster: Cluster; settings: ClusterSettings }> {
  const known = await readSettings(settingsPath);
  const account = serverAccount(join(known?.elsewhere ?? data, 'postgres'));
  const home = known?.elsewhere ?? (await chooseHome(data, account, log));
  const cluster = new Cluster(home, await findBinaries(account), account);
  if (await cluster.exists()) {
    await refuseForeign(cluster.folder);
    if (!known) throw withoutPassword(cluster.folder, settingsPath);
    return { cluster, settings: known };
  }
  await mkdir(home, { recursive: true });
  log('Primera vez: se crea la base de datos incluida / first start: creating the database…');
  const settings = known ?? (await newSettings(home === data ? undefined : home));
  await writeSettings(settingsPath, settings); // before the cluster: a password must never exist only inside it
  await cluster.create(settings.password);
  return { cluster, settings };
}

/** Joins the running server, waits for one that is starting or stopping, else starts it. */
async function bringUp(cluster: Cluster, settings: ClusterSettings, durable: boolean, log: (line: string) => void): Promise<{ port: number; owned: boolean }> {
  let owned = false;
  let failure = '';
  for (const deadline = Date.now() + READY_WITHIN_MS; Date.now() < deadline; await pause(150)) {
    const running = await cluster.running();
    if (running?.port) {
      const answer = await knock(address(running.port, settings.password));
      if (answer === 'welcome') return { port: running.port, owned };
      if (answer === 'refused') throw cluster.problem('La base de datos incluida no acepta su contraseña / wrong password', `puerto ${running.port}`);
    }
    if (running) continue;
    owned = true;
    failure = (await cluster.launch(serverOptions(await freePort(settings.port), durable))) ?? '';
    if (failure && !passes(failure)) break;
    if (failure) log('La base de datos incluida aún no puede arrancar; se reintenta / the database cannot start yet, trying again…');
  }
  throw cluster.problem('La base de datos incluida no arrancó / the embedded PostgreSQL did not start', failure || 'sin respuesta / no answer');
}

// Ends by itself: the children of a killed server are still leaving, or somebody took the port between look and use.
const passes = (failure: string): boolean => /shared memory block|is still in use|Address already in use|did not start in time/.test(failure);

async function leave(cluster: Cluster, users: string, signature: string): Promise<void> {
  if (await signOut(users, signature)) await cluster.shutDown();
}

const address = (port: number, password: string) => `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}`;

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
    await access(path, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new EmbeddedPostgresProblem(
      `No se puede usar la carpeta de datos ${path} / cannot use the data folder: ${(error as Error).message}`,
      'Dé permiso de escritura o elija otra con DATA_DIR / allow writing there or choose another with DATA_DIR.',
    );
  }
}

async function refuseForeign(folder: string): Promise<void> {
  const me = process.getuid?.();
  if (me === undefined || me === 0 || (await stat(folder)).uid === me) return;
  throw new EmbeddedPostgresProblem(
    `La base de datos de ${folder} es de otro usuario (uid ${(await stat(folder)).uid}) / belongs to another user.`,
    'Arranque como quien la creó (root también puede), o elija otra carpeta con DATA_DIR / start as its owner or as root, or choose another DATA_DIR.',
  );
}

const withoutPassword = (folder: string, settingsPath: string) =>
  new EmbeddedPostgresProblem(
    `Hay una base de datos en ${folder} pero falta ${settingsPath}, que guarda su contraseña / the file with its password is missing.`,
    `Recupere ese archivo de una copia; o, si los datos no importan, borre la carpeta / restore that file, or delete the folder if its data does not matter.`,
  );

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= work());
}
