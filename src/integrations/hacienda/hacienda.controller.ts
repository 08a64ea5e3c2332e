import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Req, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Allow, CurrentCaller, type Caller } from '../../core/auth/index.js';
import { DocumentBody } from './dto/document-body.js';
import { REQUESTED } from './dto/requested.js';
import { CancelBody, DocumentQuery } from './dto/queries.js';
import { ChangeDocument } from './services/change-document.service.js';
import { CreateDocument } from './services/create-document.service.js';
import { Documents } from './services/documents.service.js';
import { idempotencyKey } from './services/idempotency-key.js';
import { RequestOperation, type Requested } from './services/request-operation.service.js';

/** Documents of ours, and what is done with them. What goes to Hacienda is a message: 202 and its id. */
@ApiTags('hacienda')
@Controller('api/hacienda/documents')
export class HaciendaController {
  constructor(
    private readonly documents: Documents,
    private readonly creation: CreateDocument,
    private readonly changes: ChangeDocument,
    private readonly operations: RequestOperation,
  ) {}

  @Post()
  @ApiOperation({ summary: 'A document: judged and computed, every problem at once; `auto` signs and submits it too' })
  @ApiHeader({ name: 'Idempotency-Key', required: false, description: 'The same key again answers the same document (200)' })
  @DocumentBody()
  async create(@CurrentCaller() caller: Caller, @Body() body: unknown, @Req() request: Request, @Res({ passthrough: true }) response: Response) {
    const { id, isNew, message_id } = await this.creation.create(caller, body, idempotencyKey(request));
    response.status(isNew ? 201 : 200).set('Location', `/api/hacienda/documents/${id}`);
    if (message_id !== null) response.set('X-Message-Id', message_id);
    return { ...(await this.documents.get(caller, id)), message_id };
  }

  @Get()
  @ApiOperation({ summary: 'Documents, newest first' })
  list(@CurrentCaller() caller: Caller, @Query() query: DocumentQuery) {
    return this.documents.list(caller, query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One document with what was given and what was computed' })
  get(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.documents.get(caller, id);
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Another invoice in the place of one that has no number yet' })
  @DocumentBody()
  edit(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: Record<string, unknown>) {
    return this.changes.edit(caller, id, body);
  }

  @Post(':id/generate')
  @HttpCode(200)
  @ApiOperation({ summary: 'Judges a draft as it is stored' })
  generate(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.changes.edit(caller, id, undefined);
  }

  @Post(':id/sign')
  @HttpCode(202)
  @ApiOperation({ summary: 'Number, clave and signature' })
  @ApiAcceptedResponse(REQUESTED)
  sign(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<Requested> {
    return this.operations.request(caller, id, 'sign');
  }

  @Post(':id/submit')
  @HttpCode(202)
  @ApiOperation({ summary: 'To Hacienda; again for one that was submitted: asked about first, and never twice there' })
  @ApiAcceptedResponse(REQUESTED)
  submit(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<Requested> {
    return this.operations.request(caller, id, 'submit');
  }

  @Post(':id/check-status')
  @HttpCode(202)
  @ApiOperation({ summary: 'Asks Hacienda now' })
  @ApiAcceptedResponse(REQUESTED)
  checkStatus(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<Requested> {
    return this.operations.request(caller, id, 'check_status');
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Allow('manager')
  @ApiOperation({ summary: 'Only before it is submitted' })
  cancel(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: CancelBody = {}) {
    return this.changes.cancel(caller, id, body?.reason);
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow('manager')
  @ApiOperation({ summary: 'Only without a number' })
  remove(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<void> {
    return this.changes.remove(caller, id);
  }
}
