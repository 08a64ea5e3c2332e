import { Module, type DynamicModule, type Type } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { AuditModule } from './core/audit/index.js';
import { AuthModule } from './core/auth/index.js';
import { CompaniesModule, CompanySettingsModule } from './core/companies/index.js';
import { ConfigModule, type Env } from './core/config/index.js';
import { CredentialsModule } from './core/credentials/index.js';
import { DatabaseModule } from './core/database/index.js';
import { HealthModule } from './core/health/index.js';
import { HttpModule } from './core/http/index.js';
import { IntegrationErrorsModule } from './core/integration-errors/index.js';
import { IntegrationModule } from './core/integration/integration.module.js';
import { IntegrationPauseModule } from './core/integration-pause/index.js';
import { ListDeskModule } from './core/list-desk/index.js';
import { MessageLogModule } from './core/message-log/index.js';
import { MetricsModule } from './core/metrics/index.js';
import { NOTIFICATION_SCHEDULES, NotificationsModule } from './core/notifications/index.js';
import { CORE_SCHEDULES, PipelineModule } from './core/pipeline/index.js';
import { OwnListsModule } from './core/own-lists/index.js';
import { ProblemsModule } from './core/problems/index.js';
import { QueueModule, type QueueBackend } from './core/queue/index.js';
import { SchedulesModule } from './core/schedule/index.js';
import { SearchModule } from './core/search/index.js';
import { STATISTICS_SCHEDULES, StatisticsModule } from './core/statistics/index.js';
import { INTEGRATIONS } from './integrations/index.js';

export interface House {
  env: Env;
  source: DataSource;
  queues: QueueBackend;
  /** Rooms that only some processes have: the back-office, the sandbox's address list. */
  extra?: (DynamicModule | Type)[];
}

/** The whole program. Which parts of it run is decided by ROLES, in the bootstrap. */
@Module({})
export class AppModule {
  static forRoot({ env, source, queues, extra = [] }: House): DynamicModule {
    const definitions = INTEGRATIONS.map(({ definition }) => definition);
    return {
      module: AppModule,
      imports: [
        ConfigModule.forRoot(env),
        DatabaseModule.forRoot(source),
        IntegrationModule.forRoot(definitions),
        QueueModule.forRoot(queues, definitions.map(({ id }) => id)),
        ProblemsModule,
        MetricsModule,
        HealthModule,
        AuditModule,
        CompaniesModule,
        CompanySettingsModule,
        AuthModule,
        CredentialsModule,
        IntegrationErrorsModule,
        HttpModule,
        PipelineModule,
        MessageLogModule,
        IntegrationPauseModule,
        ListDeskModule,
        OwnListsModule,
        SearchModule,
        NotificationsModule,
        SchedulesModule.forRoot([...CORE_SCHEDULES, ...NOTIFICATION_SCHEDULES, ...STATISTICS_SCHEDULES]),
        StatisticsModule,
        ...INTEGRATIONS.map(({ module }) => module),
        ...extra,
      ],
    };
  }
}
