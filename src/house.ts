import type { Server } from 'node:http';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { AppModule } from './app.module.js';
import { bodyParsers } from './body-parsers.js';
import { CannotStart, prepareGround, type Ground } from './bootstrap.js';
import { ensureFirstAdmin, type FirstAdmin } from './core/auth/index.js';
import { CompaniesService } from './core/companies/index.js';
import { HealthState } from './core/health/index.js';
import { makePinoLogger } from './core/logging/index.js';
import { OperationRunner } from './core/operations/index.js';
import { Sweep } from './core/pipeline/index.js';
import { Workers } from './core/queue/index.js';
import { serveOpenApi } from './openapi.js';
import { startSandbox, type SandboxRoom } from './sandbox-room.js';

/** Work in hand gets this long to finish when the process is asked to stop. */
const GRACE_MS = 10_000;

export interface House {
  app: NestExpressApplication;
  ground: Ground;
  sandbox?: SandboxRoom;
  /** The first administrator, when this start made one. */
  admin: FirstAdmin | null;
  /** Where it listens; null when it does not. */
  origin: string | null;
  close(): Promise<void>;
}

/** Starts what ROLES asks for in this process. Everything else (signals, words for people) is the caller's. */
export async function openHouse(environment: NodeJS.ProcessEnv, say: (line: string) => void): Promise<House> {
  const ground = await prepareGround(environment, say);
  const { env } = ground;
  let sandbox: SandboxRoom | undefined;
  try {
    const admin = await ensureFirstAdmin(ground.source, env);
    sandbox = env.SANDBOX && env.ROLES.includes('api') ? await startSandbox(env) : undefined;
    const app = await makeApp(ground, sandbox);
    await app.get(CompaniesService).ensureDefaultCompany();
    const origin = await listen(app, ground);
    startRoles(app, ground);
    return { app, ground, sandbox, admin, origin, close: () => close(app, ground, sandbox) };
  } catch (error) {
    await sandbox?.stop();
    await ground.close();
    throw error;
  }
}

async function makeApp(ground: Ground, sandbox?: SandboxRoom): Promise<NestExpressApplication> {
  const { env } = ground;
  const api = env.ROLES.includes('api');
  const extra = [...(api ? [await backOffice()] : []), ...(sandbox ? [sandbox.module] : [])];
  const app = await NestFactory.create<NestExpressApplication>(AppModule.forRoot({ ...ground, extra }), {
    bodyParser: false,
    logger: makePinoLogger(env),
    abortOnError: false,
  });
  app.set('trust proxy', 'loopback');
  app.disable('x-powered-by');
  app.use(bodyParsers());
  if (api) serveOpenApi(app);
  if (api) app.use((request: Request, response: Response, next: NextFunction) => (request.path === '/' && request.method === 'GET' ? response.redirect('/admin') : next()));
  return app.init() as Promise<NestExpressApplication>;
}

// Loaded only where it is shown: a worker has no use for a back-office.
async function backOffice() {
  const { AdminModule } = await import('./admin/admin.module.js');
  return AdminModule.forRoot();
}

function startRoles(app: NestExpressApplication, { env }: Ground): void {
  if (env.ROLES.includes('worker')) {
    app.get(Workers).start(env.WORKER_CONCURRENCY);
    app.get(Sweep).start();
    app.get(OperationRunner).start();
  }
}

/** The API listens on PORT; other processes listen only when HEALTH_PORT is set, for health and metrics. */
async function listen(app: NestExpressApplication, { env }: Ground): Promise<string | null> {
  const port = env.ROLES.includes('api') ? env.PORT : env.HEALTH_PORT;
  if (port === undefined) return null;
  const server = app.getHttpServer() as Server;
  // Slow senders must not hold a socket for Node's default five minutes (reliability H5).
  Object.assign(server, { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 65_000 });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE' ? portTaken(port) : error));
    server.listen(port, env.HOST, resolve);
  });
  const address = server.address();
  const host = env.HOST === '0.0.0.0' || env.HOST === '::' ? 'localhost' : env.HOST;
  return `http://${host}:${typeof address === 'object' && address ? address.port : port}`;
}

const portTaken = (port: number) =>
  new CannotStart(`El puerto ${port} está ocupado / port ${port} is in use.\n  Detenga el otro programa o elija otro: PORT=${port + 1} npm start`);

// First no new work, then the work in hand, then the ground under it.
async function close(app: NestExpressApplication, ground: Ground, sandbox?: SandboxRoom): Promise<void> {
  app.get(HealthState).stopping();
  await Promise.all([app.get(Workers).stop(GRACE_MS), app.get(Sweep).stop(), app.get(OperationRunner).stop()]);
  (app.getHttpServer() as Server).closeIdleConnections();
  await app.close();
  await sandbox?.stop();
  await ground.close();
}
