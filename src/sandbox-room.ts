import { Body, Controller, Delete, Get, HttpCode, Inject, Module, Post, Query, type Type } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AuditService } from './core/audit/index.js';
import { Allow, CurrentCaller, type Caller } from './core/auth/index.js';
import type { Env } from './core/config/index.js';
import { invalidFields } from './core/problems/index.js';
import { startSandboxes, stopSandboxes, type RunningSandbox } from './sandbox/index.js';
import { ArmFault, ClearFaults, ProviderFaultsPage, type ProviderFaults } from './sandbox-faults.dto.js';

export interface SandboxRoom {
  /** What goes into a credential's `base_url`, by provider. */
  baseUrls: Record<string, string>;
  module: Type;
  stop(): Promise<void>;
}

/** Starts the simulated providers and the routes that tell where they are and make them fail. Taken ports are replaced by free ones. */
export async function startSandbox(env: Env): Promise<SandboxRoom> {
  const running = await startSandboxes({ host: '127.0.0.1', firstPort: env.SANDBOX_PORT }).catch(() => startSandboxes({ host: '127.0.0.1' }));
  const sandboxes = new Map<string, RunningSandbox>(Object.entries(running));
  const list = [...sandboxes].map(([id, { baseUrl, url }]) => ({ integration: id, base_url: baseUrl, control_url: url }));

  @ApiTags('sandbox')
  @Controller('api/sandbox')
  class SandboxController {
    // A class made in a function has no types that the injector could read.
    constructor(@Inject(AuditService) private readonly audit: AuditService) {}

    @Get()
    providers() {
      return { data: list, next_cursor: null };
    }

    @Get('faults')
    @Allow('operator')
    @ApiOperation({ summary: 'The simulated providers, the failures each can make, and those it is about to' })
    @ApiOkResponse({ type: ProviderFaultsPage })
    faults(): ProviderFaultsPage {
      return { data: [...sandboxes].map(([provider, sandbox]) => viewFaults(provider, sandbox)), next_cursor: null };
    }

    @Post('faults')
    @HttpCode(200)
    @Allow('operator')
    @ApiOperation({ summary: 'Makes a simulated provider fail, to rehearse an outage' })
    @ApiOkResponse({ type: ProviderFaultsPage })
    async arm(@CurrentCaller() caller: Caller, @Body() body: ArmFault): Promise<ProviderFaultsPage> {
      const { provider, fault, method, path, times = 1, ms, retry_after } = body;
      const sandbox = sandboxes.get(provider);
      if (!sandbox?.faults.known.includes(fault)) throw unknownFault(sandbox ? 'fault' : 'provider', sandbox ? sandbox.faults.known : [...sandboxes.keys()]);
      const waits = { ...(ms !== undefined && { ms, hang_ms: ms }), ...(retry_after !== undefined && { retry_after }) };
      sandbox.faults.arm({ fault, ...(method && { method }), ...(path && { path: literally(path) }), times: times === 0 ? 'forever' : times, ...waits });
      await this.audit.record({ caller, action: 'sandbox.fault_armed', subject_type: 'sandbox', subject_id: provider, after: body });
      return this.faults();
    }

    @Delete('faults')
    @Allow('operator')
    @ApiOperation({ summary: 'Takes the failures back, of one provider or of all' })
    @ApiOkResponse({ type: ProviderFaultsPage })
    async clear(@CurrentCaller() caller: Caller, @Query() { provider }: ClearFaults): Promise<ProviderFaultsPage> {
      if (provider !== undefined && !sandboxes.has(provider)) throw unknownFault('provider', [...sandboxes.keys()]);
      for (const [id, sandbox] of sandboxes) if (provider === undefined || provider === id) sandbox.faults.clear();
      await this.audit.record({ caller, action: 'sandbox.faults_cleared', subject_type: 'sandbox', subject_id: provider ?? '*' });
      return this.faults();
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

function viewFaults(provider: string, { faults }: RunningSandbox): ProviderFaults {
  const armed = faults.list().map(({ fault, method = null, path, times, options }) => ({ fault, method, path: path?.replace(/\\(.)/g, '$1') ?? null, times: times === 'forever' ? null : times, options }));
  return { provider, known: [...faults.known], armed };
}

/** People write a piece of a path, not a pattern. */
const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const unknownFault = (path: string, known: readonly string[]) => invalidFields({ path, es: `debe ser uno de: ${known.join(', ')}`, en: `must be one of: ${known.join(', ')}` });
