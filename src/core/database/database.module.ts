import { Global, Module, type DynamicModule } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Database } from './database.js';

/** Gives every room the one connected `DataSource` and the `Database` on its pool. Whoever opened it closes it, last of all. */
@Global()
@Module({})
export class DatabaseModule {
  static forRoot(source: DataSource): DynamicModule {
    const provider = { provide: DataSource, useValue: source };
    return { module: DatabaseModule, providers: [provider, Database], exports: [DataSource, Database] };
  }
}
