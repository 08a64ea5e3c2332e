import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiProperty, ApiPropertyOptional, ApiQuery, ApiTags } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsObject, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import type { Response } from 'express';
import type { Caller } from '../auth/caller.js';
import { Allow, CurrentCaller } from '../auth/index.js';
import { EXPORT_FORMATS, sendTable } from '../export/index.js';
import { IsGiven, problem } from '../problems/index.js';
import { BULK_NAMES } from './bulk-actions.js';
import { BulkService } from './bulk.service.js';
import { ranges } from './filter-ranges.js';
import { ListExports } from './list-exports.service.js';

export class BulkBody {
  @ApiProperty({ enum: BULK_NAMES }) @IsString() @MaxLength(40) action: string;
  @ApiPropertyOptional({ type: [String], format: 'uuid', maxItems: 10_000 })
  @IsGiven() @IsArray() @ArrayMinSize(1) @ArrayMaxSize(10_000) @IsUUID(undefined, { each: true }) ids?: string[];
  // Null is not "none": a program that lost its filter must not act on everything.
  @ApiPropertyOptional({ type: Object, example: { outcome: 'failed', 'received_at~~from': '2026-01-31T00:00:00Z' }, description: 'as in the address of the list' })
  @IsGiven() @IsObject() filters?: Record<string, unknown>;
  @ApiPropertyOptional({ description: 'count only, do nothing' }) @IsOptional() @IsBoolean() dry_run?: boolean;
  @ApiPropertyOptional({ maxLength: 500 }) @IsOptional() @IsString() @MaxLength(500) reason?: string;
}

@ApiTags('lists')
@Controller('api/lists')
export class ListsController {
  constructor(
    private readonly bulk: BulkService,
    private readonly exports: ListExports,
  ) {}

  @Get(':list/export')
  @Allow('viewer')
  @ApiOperation({ summary: 'All rows of messages, errors or retry-queue that fit, as a file' })
  @ApiQuery({ name: 'format', enum: EXPORT_FORMATS, required: false })
  @ApiQuery({ name: 'columns', required: false, description: 'names, with commas between' })
  @ApiQuery({ name: 'titles', required: false, description: 'how the columns are called in the file, with commas between' })
  @ApiQuery({ name: 'filters.<column>', required: false, description: 'as in the address of the list; ranges as filters.<column>~~from and ~~to' })
  @ApiProduces('text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async export(@CurrentCaller() caller: Caller, @Param('list') list: string, @Query() query: Record<string, unknown>, @Res() response: Response): Promise<void> {
    const { format, table } = this.exports.table(caller, list, query);
    await sendTable(response, format, table);
  }

  @Post(':list/bulk')
  @HttpCode(202)
  @Allow('operator')
  @ApiOperation({ summary: 'Act on many rows, by ids or by filters; `dry_run` only counts' })
  @ApiAcceptedResponse({ schema: { type: 'object', properties: { operation_id: { type: 'string', nullable: true }, total: { type: 'integer' } } } })
  start(@CurrentCaller() caller: Caller, @Param('list') list: string, @Body() body: BulkBody) {
    if ((body.ids === undefined) === (body.filters === undefined)) throw idsOrFilters();
    return this.bulk.start(caller, list, { ...body, filters: body.filters && ranges(body.filters) });
  }
}

const idsOrFilters = () =>
  problem(400, { code: 'ids_or_filter', es: 'Indique «ids» o «filters», uno de los dos.', en: 'Give either "ids" or "filters".' });
