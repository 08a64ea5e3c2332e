import { Global, Module, type DynamicModule, type Provider } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { DataSource } from 'typeorm';
import { AuditModule } from '../../src/core/audit/index.js';
import { ConfigModule, readEnv } from '../../src/core/config/index.js';
import { Database } from '../../src/core/database/index.js';
import { IntegrationRegistry, type IntegrationDefinition } from '../../src/core/integration/index.js';

@Global()
@Module({})
class Around {}

/** Some rooms of the core on a real database, with what the application gives every room. */
export async function openRooms(
  db: DataSource,
  rooms: (DynamicModule | (new () => object))[],
  options: { integrations?: IntegrationDefinition[]; env?: NodeJS.ProcessEnv; providers?: Provider[] } = {},
): Promise<TestingModule> {
  const around: Provider[] = [
    { provide: DataSource, useValue: db },
    { provide: Database, useValue: new Database(db) },
    { provide: IntegrationRegistry, useValue: new IntegrationRegistry(options.integrations ?? []) },
    ...(options.providers ?? []),
  ];
  const module = await Test.createTestingModule({
    imports: [
      ConfigModule.forRoot(readEnv({ NODE_ENV: 'test', ...options.env })),
      { module: Around, providers: around, exports: around as DynamicModule['exports'] },
      AuditModule,
      ...rooms,
    ],
  }).compile();
  return module.init();
}
