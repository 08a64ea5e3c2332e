import { Global, Module } from '@nestjs/common';
import { Env } from '../config/index.js';
import { ConnectionCheckService } from './connection-check.service.js';
import { CredentialChannel, CredentialEvents } from './credential-channel.js';
import { CredentialSecrets } from './credential-secrets.js';
import { CredentialStateService } from './credential-state.service.js';
import { CredentialsController } from './credentials.controller.js';
import { CredentialsService } from './credentials.service.js';
import { KeyRotationService } from './key-rotation.service.js';
import { Keys, loadKeys } from './keys/index.js';
import { OpenCredentials } from './open-credentials.js';
import { SessionTokens } from './session-tokens.service.js';

const SERVICES = [CredentialEvents, CredentialsService, CredentialStateService, ConnectionCheckService, KeyRotationService, OpenCredentials, SessionTokens];

/** Needs, from global modules: Env, DataSource, IntegrationRegistry, AuditService. */
@Global()
@Module({
  controllers: [CredentialsController],
  providers: [...SERVICES, CredentialChannel, CredentialSecrets, { provide: Keys, useFactory: loadKeys, inject: [Env] }],
  exports: [...SERVICES, Keys],
})
export class CredentialsModule {}
