import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ApiKeysController } from './api-keys.controller.js';
import { ApiKeysService } from './api-keys.service.js';
import { AuthGuard } from './auth.guard.js';
import { IdentifyService } from './identify.service.js';
import { LoginService } from './login.service.js';
import { OidcPeople } from './oidc/oidc-people.service.js';
import { OidcService } from './oidc/oidc.service.js';
import { ProfileController } from './profile.controller.js';
import { ProfileService } from './profile.service.js';
import { SessionCallers } from './session-callers.service.js';
import { UserSessions } from './user-sessions.service.js';
import { UsersController } from './users.controller.js';
import { UsersService } from './users.service.js';

const SERVICES = [IdentifyService, SessionCallers, LoginService, UsersService, UserSessions, ProfileService, ApiKeysService, OidcService, OidcPeople];

/** People and keys, and the guard of every controller. Needs AuditModule, CompaniesModule and the global Env and DataSource. */
@Global()
@Module({
  controllers: [UsersController, ProfileController, ApiKeysController],
  providers: [...SERVICES, { provide: APP_GUARD, useClass: AuthGuard }],
  exports: SERVICES,
})
export class AuthModule {}
