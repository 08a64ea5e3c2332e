import { Global, Module, type DynamicModule } from '@nestjs/common';
import type { IntegrationDefinition } from './definition.js';
import { IntegrationRegistry } from './registry.js';

/** Gives every room the list of integrations, handed in from outside so that the core names none. */
@Global()
@Module({})
export class IntegrationModule {
  static forRoot(definitions: readonly IntegrationDefinition[]): DynamicModule {
    return {
      module: IntegrationModule,
      providers: [{ provide: IntegrationRegistry, useValue: new IntegrationRegistry(definitions) }],
      exports: [IntegrationRegistry],
    };
  }
}
