import { Controller, Get, Module, type Type } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Env } from './core/config/index.js';
import { startSandboxes, stopSandboxes } from './sandbox/index.js';

export interface SandboxRoom {
  /** What goes into a credential's `base_url`, by provider. */
  baseUrls: Record<string, string>;
  module: Type;
  stop(): Promise<void>;
}

/** Starts the simulated providers and a route that tells where they are. Taken ports are replaced by free ones. */
export async function startSandbox(env: Env): Promise<SandboxRoom> {
  const running = await startSandboxes({ host: '127.0.0.1', firstPort: env.SANDBOX_PORT }).catch(() => startSandboxes({ host: '127.0.0.1' }));
  const list = Object.entries(running).map(([id, { baseUrl, url }]) => ({ integration: id, base_url: baseUrl, control_url: url }));

  @ApiTags('sandbox')
  @Controller('api/sandbox')
  class SandboxController {
    @Get()
    providers() {
      return { data: list, next_cursor: null };
    }
  }

  @Module({ controllers: [SandboxController] })
  class SandboxModule {}

  return {
    baseUrls: Object.fromEntries(list.map(({ integration, base_url }) => [integration, base_url])),
    module: SandboxModule,
    stop: () => stopSandboxes(running),
  };
}
