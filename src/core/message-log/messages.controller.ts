import { Body, Controller, Get, Header, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsArray, IsBoolean, IsObject, IsOptional, IsString, IsUUID, MaxLength, ArrayMaxSize, ArrayMinSize, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import type { Request, Response } from 'express';
import { parse } from 'lossless-json';
import { Allow, CurrentCaller } from '../auth/index.js';
import type { Caller } from '../auth/caller.js';
import { OperationsService } from '../operations/operations.service.js';
import { IsGiven, problem } from '../problems/index.js';
import { MessageFilter, MessageListQuery } from './message-filter.js';
import { MessageReader } from './message-reader.service.js';
import { MESSAGE_SCHEMA, pageOf, TIMELINE_SCHEMA } from './message-schema.js';
import { exactJson } from './message-view.js';
import { PreviewService, type Preview } from './preview.service.js';
import { ResendService } from './resend.service.js';

export class ResendBody {
  @ApiPropertyOptional({ type: Object, description: 'An edited payload; left out = the original bytes again' }) @IsOptional() payload?: unknown;
  @ApiPropertyOptional({ maxLength: 500 }) @IsOptional() @IsString() @MaxLength(500) reason?: string;
}

export class BulkResendBody {
  @ApiPropertyOptional({ type: [String], format: 'uuid', maxItems: 10_000 })
  @IsGiven() @IsArray() @ArrayMinSize(1) @ArrayMaxSize(10_000) @IsUUID(undefined, { each: true }) ids?: string[];
  // Null is not "none": a program that lost its filter must not resend everything.
  @ApiPropertyOptional({ type: MessageFilter }) @IsGiven() @IsObject() @ValidateNested() @Type(() => MessageFilter) filter?: MessageFilter;
  @ApiPropertyOptional({ description: 'count only, send nothing' }) @IsOptional() @IsBoolean() dry_run?: boolean;
  @ApiPropertyOptional({ maxLength: 500 }) @IsOptional() @IsString() @MaxLength(500) reason?: string;
}

@ApiTags('messages')
@Controller('api/messages')
export class MessagesController {
  constructor(
    private readonly reader: MessageReader,
    private readonly resender: ResendService,
    private readonly operations: OperationsService,
    private readonly previews: PreviewService,
  ) {}

  @Get()
  @Header('content-type', 'application/json; charset=utf-8')
  @ApiOperation({ summary: 'Messages, newest first' })
  @ApiOkResponse({ schema: pageOf(MESSAGE_SCHEMA) })
  async list(@CurrentCaller() caller: Caller, @Query() query: MessageListQuery): Promise<string> {
    return exactJson(await this.reader.list(caller, query));
  }

  @Post('resend')
  @HttpCode(202)
  @ApiOperation({ summary: 'Resend many, by ids or by filter; `dry_run` only counts' })
  @ApiAcceptedResponse({ schema: { type: 'object', properties: { operation_id: { type: 'string', nullable: true }, total: { type: 'integer' } } } })
  resendMany(@CurrentCaller() caller: Caller, @Body() body: BulkResendBody) {
    if ((body.ids === undefined) === (body.filter === undefined)) throw idsOrFilter();
    return this.operations.startResend(caller, body);
  }

  @Get(':id')
  @Header('content-type', 'application/json; charset=utf-8')
  @ApiOperation({ summary: 'One message' })
  @ApiOkResponse({ schema: MESSAGE_SCHEMA })
  async get(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<string> {
    return exactJson(await this.reader.get(caller, id));
  }

  @Get(':id/timeline')
  @Header('content-type', 'application/json; charset=utf-8')
  @ApiOperation({ summary: 'The whole chain: received, attempts, calls, retries, resends' })
  @ApiOkResponse({ schema: TIMELINE_SCHEMA })
  async timeline(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<string> {
    return exactJson({ data: await this.reader.timeline(caller, id), next_cursor: null });
  }

  @Get(':id/raw')
  @ApiOperation({ summary: 'The exact bytes received or sent' })
  @ApiOkResponse({ content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } })
  async raw(@CurrentCaller() caller: Caller, @Param('id') id: string, @Res() response: Response): Promise<void> {
    const bytes = await this.reader.raw(caller, id);
    response.set({ 'content-type': 'application/octet-stream', 'content-disposition': `attachment; filename="${id}.bin"`, 'x-content-type-options': 'nosniff' });
    response.send(bytes);
  }

  @Post(':id/resend')
  @HttpCode(202)
  @ApiOperation({ summary: 'Resend one, as it was or edited' })
  @ApiAcceptedResponse({ schema: { type: 'object', properties: { message_id: { type: 'string', format: 'uuid' } } } })
  async resend(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: ResendBody, @Req() request: Request & { rawBody?: Buffer }) {
    return { message_id: await this.resender.resend(caller, id, { reason: body.reason, payload: exactPayload(body, request.rawBody) }) };
  }

  @Post(':id/preview')
  @HttpCode(200)
  @Allow('viewer')
  @ApiOperation({ summary: 'The provider requests that would be sent; nothing is sent' })
  preview(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<Preview> {
    return this.previews.preview(caller, id);
  }
}

// The parsed body has already lost digits of big numbers; its bytes have not.
function exactPayload(body: ResendBody | undefined, raw: Buffer | undefined): unknown {
  if (body?.payload === undefined) return undefined;
  return raw ? (parse(raw.toString('utf8')) as ResendBody).payload : body.payload;
}

const idsOrFilter = () =>
  problem(400, { code: 'ids_or_filter', es: 'Indique «ids» o «filter», uno de los dos.', en: 'Give either "ids" or "filter".' });
