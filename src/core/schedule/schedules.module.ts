import { Global, Module, type DynamicModule } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import type { ScheduleDefinition } from '../integration/index.js';
import { ScheduleAdminService } from './schedule-admin.service.js';
import { ScheduleClaims } from './schedule-claims.js';
import { CORE_SCHEDULES, ScheduleDefinitions } from './schedule-definitions.js';
import { ScheduleController } from './schedule.controller.js';
import { ScheduleService } from './schedule.service.js';

/** Needs, from global modules: Env, DataSource, IntegrationRegistry, AuditService. */
@Global()
@Module({})
export class SchedulesModule {
  /** @param core schedules of the core itself, beside those of the integrations */
  static forRoot(core: readonly ScheduleDefinition[] = []): DynamicModule {
    return {
      module: SchedulesModule,
      imports: [ScheduleModule.forRoot()],
      controllers: [ScheduleController],
      providers: [ScheduleDefinitions, ScheduleClaims, ScheduleService, ScheduleAdminService, { provide: CORE_SCHEDULES, useValue: core }],
      exports: [ScheduleAdminService, ScheduleService, ScheduleDefinitions],
    };
  }
}
