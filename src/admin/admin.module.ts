import { Module, type DynamicModule } from '@nestjs/common';

@Module({})
export class AdminModule {
  static forRoot(_ground: unknown): DynamicModule {
    return { module: AdminModule };
  }
}
