import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsOptional, IsString, isUUID, MaxLength } from 'class-validator';
import type { Caller } from '../auth/caller.js';
import { Allow, CurrentCaller } from '../auth/index.js';
import { notFound } from '../problems/index.js';
import { RetryError } from './retry-error.service.js';

class RetryErrorBody {
  @ApiPropertyOptional({ maxLength: 500 }) @IsOptional() @IsString() @MaxLength(500) reason?: string;
}

@ApiTags('integration errors')
@Controller('api/integrations/errors')
export class RetryErrorController {
  constructor(private readonly errors: RetryError) {}

  @Post(':id/retry')
  @HttpCode(202)
  @Allow('operator')
  @ApiOperation({ summary: 'Tries again what the error is about, in a new message' })
  @ApiAcceptedResponse({ schema: { type: 'object', properties: { message_id: { type: 'string', format: 'uuid' } }, required: ['message_id'] } })
  retry(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: RetryErrorBody = {}) {
    if (!isUUID(id)) throw notFound();
    return this.errors.retry(caller, id, body?.reason);
  }
}
