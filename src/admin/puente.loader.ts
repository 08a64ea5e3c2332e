import { Injectable, Logger } from '@nestjs/common';
import type { AbstractHttpAdapter } from '@nestjs/core';
import { AbstractLoader } from '@adminjs/nestjs';
import type AdminJS from 'adminjs';
import type { Express } from 'express';
import { DataSource } from 'typeorm';
import { LoginService, OidcPeople, OidcService, SessionCallers } from '../core/auth/index.js';
import { Env } from '../core/config/index.js';
import { asLocale } from './current-admin.js';
import { adminRouter } from './http/admin-router.js';
import { assetsVersion } from './http/assets.js';
import { People } from './people.js';

/** Mounts the back-office at `/admin` with our own door instead of @adminjs/express's. */
@Injectable()
export class PuenteLoader extends AbstractLoader {
  constructor(
    private readonly env: Env,
    private readonly db: DataSource,
    private readonly login: LoginService,
    private readonly sessions: SessionCallers,
    private readonly oidc: OidcService,
    private readonly oidcPeople: OidcPeople,
  ) {
    super();
  }

  override register(admin: AdminJS, httpAdapter: AbstractHttpAdapter): void {
    const fallbackLocale = asLocale(this.env.DEFAULT_LOCALE);
    const people = new People(this.db, this.sessions, fallbackLocale);
    const version = assetsVersion();
    // The API must not fall for want of a page's script.
    if (!version) new Logger(PuenteLoader.name).warn('The back-office has no bundle, its pages stay empty: run `npm run build`.');
    const door = { admin, people, login: this.login, oidc: this.oidc, oidcPeople: this.oidcPeople, version: version ?? 'none', publicUrl: this.env.PUBLIC_URL, fallbackLocale, sandbox: this.env.SANDBOX && this.env.ROLES.includes('api') };
    (httpAdapter.getInstance() as Express).use('/admin', adminRouter(door));
  }
}
