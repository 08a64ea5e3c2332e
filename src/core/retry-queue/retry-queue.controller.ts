import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Max, Min } from 'class-validator';
import type { Caller } from '../auth/caller.js';
import { CurrentCaller } from '../auth/index.js';
import { RETRY_STATES } from './retry-queue-entry.entity.js';
import { RetryQueueDesk } from './retry-queue-desk.service.js';

export class RetryListQuery {
  @ApiPropertyOptional({ enum: RETRY_STATES }) @IsOptional() @IsIn(RETRY_STATES) state?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() integration?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() company?: string;
  @ApiPropertyOptional({ default: 50, maximum: 500 }) @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(500) limit = 50;
  @ApiPropertyOptional({ description: '`next_cursor` of the page before' }) @IsOptional() @IsUUID() cursor?: string;
}

@ApiTags('retry queue')
@Controller('api/retry-queue')
export class RetryQueueController {
  constructor(private readonly desk: RetryQueueDesk) {}

  @Get()
  @ApiOperation({ summary: 'Retries, newest first' })
  list(@CurrentCaller() caller: Caller, @Query() query: RetryListQuery) {
    return this.desk.list(caller, query);
  }

  @Post(':id/retry-now')
  @HttpCode(202)
  @ApiOperation({ summary: 'Do not wait: try now' })
  retryNow(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.desk.retryNow(caller, id);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @ApiOperation({ summary: 'Do not try again; the message ends failed' })
  cancel(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.desk.cancel(caller, id);
  }
}
