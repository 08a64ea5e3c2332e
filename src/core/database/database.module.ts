import { Global, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Database } from './database.js';

/** Gives every room the one connected `DataSource` and the `Database` on its pool; closes it last. */
@Global()
@Module({})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(private readonly source: DataSource) {}

  static forRoot(source: DataSource): DynamicModule {
    const provider = { provide: DataSource, useValue: source };
    return { module: DatabaseModule, providers: [provider, Database], exports: [DataSource, Database] };
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.source.isInitialized) await this.source.destroy();
  }
}
