import type { Server } from 'node:http';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import { CannotStart, onStopSignal, prepareGround, type Ground } from './bootstrap.js';
import { bodyParsers } from './body-parsers.js';
import { ensureFirstAdmin, type FirstAdmin } from './core/auth/index.js';
import { ensureDefaultCompany } from './core/companies/index.js';
import { HealthState } from './core/health/index.js';
import { makePinoLogger } from './core/logging/index.js';
import { OperationRunner } from './core/operations/index.js';
import { Sweep } from './core/pipeline/index.js';
import { Workers } from './core/queue/index.js';
import { ScheduleClock } from './core/schedule/index.js';
import { serveOpenApi } from './openapi.js';
import { startSandbox, type SandboxRoom } from './sandbox-room.js';

const GRACE_MS = 10_000;

/** Starts what ROLES asks for on one process, says what is listening, and stops it all in order on a signal. */
export async function startProcess(startedAt: number): Promise<void> {
  const say = (line: string) => console.log(line);
  const ground = await prepareGround(say);
  const { env } = ground;
  const does = (role: 'api' | 'worker' | 'scheduler') => env.ROLES.includes(role);

  await ensureDefaultCompany(ground.source);
  const admin = await ensureFirstAdmin(ground.source, env);
  const sandbox = env.SANDBOX && does('api') ? await startSandbox(env) : undefined;
  const app = await makeApp(ground, sandbox);
  const server = await listen(app, ground);

  if (does('worker')) {
    app.get(Workers).start(env.WORKER_CONCURRENCY);
    app.get(Sweep).start();
    app.get(OperationRunner).start();
  }
  if (does('scheduler')) await app.get(ScheduleClock).start();
  onStopSignal(async () => {
    app.get(HealthState).stopping();
    await app.get(ScheduleClock).stop();
    await Promise.all([app.get(Workers).stop(GRACE_MS), app.get(Sweep).stop(), app.get(OperationRunner).stop()]);
    server?.closeIdleConnections();
    await app.close();
    await sandbox?.stop();
    await ground.close();
  });
  announce(ground, sandbox, admin, server, performance.now() - startedAt);
}

async function makeApp(ground: Ground, sandbox?: SandboxRoom): Promise<NestExpressApplication> {
  const { env } = ground;
  const api = env.ROLES.includes('api');
  const extra = [...(api ? [await backOffice(ground)] : []), ...(sandbox ? [sandbox.module] : [])];
  const house = AppModule.forRoot({ ...ground, extra });
  const app = await NestFactory.create<NestExpressApplication>(house, { bodyParser: false, logger: makePinoLogger(env), abortOnError: false });
  app.set('trust proxy', 'loopback');
  app.disable('x-powered-by');
  app.use(bodyParsers());
  if (api) serveOpenApi(app);
  await app.init();
  return app;
}

// Loaded only where it is shown: a worker has no use for a back-office.
async function backOffice(ground: Ground) {
  const { AdminModule } = await import('./admin/admin.module.js');
  return AdminModule.forRoot(ground);
}

/** The API listens on PORT; other processes listen only when HEALTH_PORT is set, for health and metrics. */
async function listen(app: NestExpressApplication, { env }: Ground): Promise<Server | undefined> {
  const port = env.ROLES.includes('api') ? env.PORT : env.HEALTH_PORT;
  if (port === undefined) return undefined;
  const server = app.getHttpServer() as Server;
  // Slow senders must not hold a socket for Node's default five minutes (reliability H5).
  Object.assign(server, { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 65_000 });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE' ? portTaken(port) : error));
    server.listen(port, env.HOST, resolve);
  });
  return server;
}

const portTaken = (port: number) =>
  new CannotStart(`El puerto ${port} está ocupado / port ${port} is in use.\n  Detenga el otro programa o elija otro: PORT=${port + 1} npm start`);

function announce({ env, embedded }: Ground, sandbox: SandboxRoom | undefined, admin: FirstAdmin | null, server: Server | undefined, ms: number): void {
  const address = server?.address();
  const origin = address && typeof address === 'object' ? `http://${env.HOST === '0.0.0.0' ? 'localhost' : env.HOST}:${address.port}` : null;
  const lines = [`Puente listo en ${(ms / 1000).toFixed(1)} s  (${env.ROLES.join(', ')})`];
  if (origin && env.ROLES.includes('api')) lines.push(`  Back-office   ${origin}/admin`, `  API           ${origin}/api/docs`);
  else if (origin) lines.push(`  Salud         ${origin}/health/ready`);
  lines.push(`  Base de datos ${embedded ? `incluida, en ${env.DATA_DIR}` : 'DATABASE_URL'}    Colas  ${env.REDIS_URL ? 'Redis/Valkey' : 'PostgreSQL'}`);
  for (const [id, url] of Object.entries(sandbox?.baseUrls ?? {})) lines.push(`  Sandbox       ${id.padEnd(8)} ${url}`);
  if (admin) {
    lines.push('', `  Primer administrador: ${admin.email}`);
    lines.push(admin.password ? `  Contraseña (se muestra solo esta vez): ${admin.password}` : '  Contraseña: la de ADMIN_PASSWORD');
  }
  console.log(`\n${lines.join('\n')}\n`);
}
