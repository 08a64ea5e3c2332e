import { Module } from '@nestjs/common';
import { IntegrationPauseController } from './integration-pause.controller.js';
import { IntegrationPauseService } from './integration-pause.service.js';

/** Integrations that people stop for a company, and start again. The claim of a message heeds it (pipeline/claim.ts). */
@Module({ controllers: [IntegrationPauseController], providers: [IntegrationPauseService] })
export class IntegrationPauseModule {}
