import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import { Allow, CurrentCaller, type Caller } from '../auth/index.js';
import { IntegrationPauseService, type IntegrationView } from './integration-pause.service.js';

export class PauseIntegration {
  @ApiProperty({ description: 'Company code' }) @IsString() @IsNotEmpty() @MaxLength(63) company: string;
  @ApiProperty({ maxLength: 500 }) @IsString() @IsNotEmpty() @MaxLength(500) reason: string;
}

export class ResumeIntegration {
  @ApiProperty({ description: 'Company code' }) @IsString() @IsNotEmpty() @MaxLength(63) company: string;
  @ApiPropertyOptional({ maxLength: 500 }) @IsOptional() @IsString() @MaxLength(500) reason?: string;
}

const PAUSE = { type: 'object', properties: { company: { type: 'string' }, reason: { type: 'string' }, paused_by: { type: 'string' }, paused_at: { type: 'string', format: 'date-time' } } } as const;
const INTEGRATION = { type: 'object', properties: { id: { type: 'string' }, label: { type: 'string' }, paused: { type: 'array', items: PAUSE } } } as const;

@ApiTags('integrations')
@Controller('api/integrations')
export class IntegrationPauseController {
  constructor(private readonly pauses: IntegrationPauseService) {}

  @Get()
  @Allow('viewer')
  @ApiOperation({ summary: 'The integrations of this installation, and for which companies they rest' })
  @ApiOkResponse({ schema: { type: 'object', properties: { data: { type: 'array', items: INTEGRATION } } } })
  async list(@CurrentCaller() caller: Caller): Promise<{ data: IntegrationView[] }> {
    return { data: await this.pauses.list(caller) };
  }

  @Post(':id/pause')
  @HttpCode(200)
  @Allow('manager')
  @ApiOperation({ summary: 'Rest: what comes is stored and waits, nothing is sent' })
  @ApiOkResponse({ schema: INTEGRATION })
  pause(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() { company, reason }: PauseIntegration): Promise<IntegrationView> {
    return this.pauses.pause(caller, id, company, reason);
  }

  @Post(':id/resume')
  @HttpCode(200)
  @Allow('manager')
  @ApiOperation({ summary: 'Go on: what waited is tried at once' })
  @ApiOkResponse({ schema: INTEGRATION })
  resume(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() { company, reason }: ResumeIntegration): Promise<IntegrationView> {
    return this.pauses.resume(caller, id, company, reason);
  }
}
