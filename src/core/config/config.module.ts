import { Global, Module, type DynamicModule } from '@nestjs/common';
import { Env } from './env.js';

/** Gives every room the validated environment by its class: `constructor(private readonly env: Env)`. */
@Global()
@Module({})
export class ConfigModule {
  static forRoot(env: Env): DynamicModule {
    return { module: ConfigModule, providers: [{ provide: Env, useValue: env }], exports: [Env] };
  }
}
