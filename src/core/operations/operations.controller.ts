import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../auth/caller.js';
import { CurrentCaller } from '../auth/index.js';
import { OPERATION_SCHEMA } from '../message-log/message-schema.js';
import { OperationsService } from './operations.service.js';

@ApiTags('operations')
@Controller('api/operations')
export class OperationsController {
  constructor(private readonly operations: OperationsService) {}

  @Get(':id')
  @ApiOperation({ summary: 'Progress of bulk work, with a page of its items' })
  @ApiOkResponse({ schema: OPERATION_SCHEMA })
  get(@CurrentCaller() caller: Caller, @Param('id') id: string, @Query('cursor') cursor?: string) {
    return this.operations.get(caller, id, cursor);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @ApiOperation({ summary: 'Stop: what was already sent stays sent' })
  @ApiOkResponse({ schema: OPERATION_SCHEMA })
  cancel(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.operations.cancel(caller, id);
  }
}
