import { Module, type DynamicModule, type NestModule } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { AdminModule as AdminJSModule } from '@adminjs/nestjs';
import AdminJS from 'adminjs';
import type { Express } from 'express';
import { makeSessionMiddleware } from '../core/auth/index.js';
import { Env } from '../core/config/index.js';
import { Database } from '../core/database/index.js';
import { IntegrationRegistry } from '../core/integration/index.js';
import { adminOptions } from './admin-options.js';
import { PuenteLoader } from './puente.loader.js';

// @adminjs/nestjs calls this at start, and in development it would bundle. Our bundle is made by `npm run build`.
AdminJS.prototype.watch = async () => undefined as never;

/** The back-office at `/admin`. Import this file only where it is shown: it brings AdminJS with it. */
@Module({})
export class AdminModule implements NestModule {
  constructor(private readonly host: HttpAdapterHost, private readonly database: Database, private readonly env: Env) {}

  static forRoot(_ground?: unknown): DynamicModule {
    return {
      module: AdminModule,
      imports: [
        AdminJSModule.createAdminAsync({
          inject: [Database, IntegrationRegistry, Env],
          useFactory: (database: Database, registry: IntegrationRegistry, env: Env) => ({ adminJsOptions: adminOptions(database.source, registry, { publicUrl: env.PUBLIC_URL, sandbox: env.SANDBOX }) }),
          customLoader: PuenteLoader,
        }),
      ],
    };
  }

  /** The session, for the pages and for the API calls they make. Before every route, after the body parsers. */
  configure(): void {
    const session = makeSessionMiddleware(this.database.pool, this.env);
    (this.host.httpAdapter.getInstance() as Express).use(['/admin', '/api'], (request, response, next) => {
      // Programs show a key instead of a cookie: they need no session, and no query for one.
      if (request.baseUrl === '/api' && !request.headers.cookie) return next();
      return session(request, response, next);
    });
  }
}
