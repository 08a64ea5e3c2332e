import { Body, Controller, Get, Param, Patch } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../auth/caller.js';
import { Allow, CurrentCaller } from '../../auth/decorators.js';
import { CompanySettingsAnswer } from './company-settings.dto.js';
import { CompanySettingsService } from './company-settings.service.js';

@ApiTags('companies')
@Controller('api/companies/:code/settings/:integration')
export class CompanySettingsController {
  constructor(private readonly settings: CompanySettingsService) {}

  @Get()
  @ApiOkResponse({ type: CompanySettingsAnswer })
  get(@CurrentCaller() caller: Caller, @Param('code') code: string, @Param('integration') integration: string): Promise<CompanySettingsAnswer> {
    return this.settings.get(caller, code, integration);
  }

  /** Null takes a setting back to its default. The integration's own class judges the body. */
  @Patch()
  @Allow('manager')
  @ApiBody({ schema: { type: 'object', example: { retry_max_attempts: 5, retry_delays_seconds: [10, 60, 300] } } })
  @ApiOkResponse({ type: CompanySettingsAnswer })
  update(@CurrentCaller() caller: Caller, @Param('code') code: string, @Param('integration') integration: string, @Body() body: unknown): Promise<CompanySettingsAnswer> {
    return this.settings.update(caller, code, integration, body);
  }
}
