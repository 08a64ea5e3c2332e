import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiOkResponse, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Public } from '../auth/index.js';
import { HealthState, type Readiness } from './health-state.js';

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(private readonly health: HealthState) {}

  /** The process answers. Asks nobody else: a restart would not mend a database. */
  @Get('live')
  @Public()
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ schema: { example: { status: 'ok' } } })
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** The process can do its work: send it requests. */
  @Get('ready')
  @Public()
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ schema: { example: { status: 'ok', reason: null, checks: { database: 'ok', migrations: 'ok' } } } })
  @ApiServiceUnavailableResponse({ description: 'Not now; `reason` says why' })
  async ready(@Res({ passthrough: true }) response: Response): Promise<Readiness> {
    const readiness = await this.health.readiness();
    response.status(readiness.status === 'ok' ? 200 : 503);
    return readiness;
  }
}
