import { Body, Controller, Get, Global, Module, Post, Req, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Request } from 'express';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { AuditModule } from '../../src/core/audit/index.js';
import {
  ApiKeysService, AuthModule, LoginService, makeSessionMiddleware, Public, signIn, SYSTEM, UsersService, type Role,
} from '../../src/core/auth/index.js';
import { CompaniesModule, CompaniesService } from '../../src/core/companies/index.js';
import { ConfigModule, readEnv } from '../../src/core/config/index.js';
import { makeDataSource } from '../../src/core/database/data-source.js';
import { problem, ProblemsModule } from '../../src/core/problems/index.js';
import { createTestDatabase } from './database.js';

export const BOOTSTRAP_KEY = 'bootstrap-key-of-the-specs';

/** A login as the back-office does it, and a change behind the default role. */
@Controller('spec')
class SpecController {
  constructor(private readonly login: LoginService) {}

  @Public()
  @Post('login')
  async signIn(@Req() request: Request, @Body() body: { email: string; password: string }) {
    const result = await this.login.authenticate(body.email, body.password, request.ip ?? '');
    if (!result.ok) throw problem(result.retry_after ? 429 : 401, { code: 'login', ...result.text, retry_after: result.retry_after });
    await signIn(request, result.caller);
    return {};
  }

  @Public()
  @Get('visit')
  visit(@Req() request: Request) {
    (request.session as unknown as { seen: boolean }).seen = true;
    return {};
  }

  @Post('change')
  change() {
    return {};
  }
}

/** The members the specs look at; every answer has some of them. */
export interface AnswerBody {
  [name: string]: unknown;
  data: Record<string, unknown>[];
  id: string;
  key: string;
  detail: string;
  errors: { path: string; message: string }[];
}

export interface Answer {
  status: number;
  headers: Headers;
  body: AnswerBody;
}

/** The people rooms as an HTTP application on a free port with its own database. */
export async function startPeopleApp(controllers: Type[] = []) {
  const database = await createTestDatabase();
  const db = await makeDataSource(database.url, { poolSize: 4 }).initialize();
  const pool = new pg.Pool({ connectionString: database.url, max: 2 });
  const env = readEnv({ BOOTSTRAP_API_KEY: BOOTSTRAP_KEY, SESSION_SECRET: 'a secret of thirty-two characters' });

  @Module({
    imports: [ConfigModule.forRoot(env), ProblemsModule, AuditModule, CompaniesModule, AuthModule],
    controllers: [SpecController, ...controllers],
  })
  class App {}
  @Global()
  @Module({ providers: [{ provide: DataSource, useValue: db }], exports: [DataSource] })
  class Database {}
  @Module({ imports: [Database, App] })
  class Root {}

  const app = await NestFactory.create<NestExpressApplication>(Root, { logger: false });
  app.use(makeSessionMiddleware(pool, env));
  await app.listen(0, '127.0.0.1');
  const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  await app.get(CompaniesService).ensureDefaultCompany();

  async function call(method: string, path: string, options: { key?: string; body?: unknown; headers?: Record<string, string> } = {}): Promise<Answer> {
    const { key, body, headers = {} } = options;
    const response = await fetch(url + path, {
      method,
      headers: { ...(key && { 'x-api-key': key }), ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: (text === '' ? {} : JSON.parse(text)) as AnswerBody };
  }

  return {
    db, env, url, call, databaseUrl: database.url,
    users: app.get(UsersService),
    company: (code: string) => app.get(CompaniesService).create(SYSTEM, { code, name: code }),
    key: async (role: Role, companies: string[]) => (await app.get(ApiKeysService).create(SYSTEM, { name: role, role, companies })).key,
    close: async () => {
      await app.close();
      await pool.end();
      if (db.isInitialized) await db.destroy();
      await database.drop();
    },
  };
}
export type PeopleApp = Awaited<ReturnType<typeof startPeopleApp>>;
