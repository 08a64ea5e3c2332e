import { Body, Controller, Get, HttpCode, Param, Post, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { CurrentCaller, type Caller } from '../../core/auth/index.js';
import { asDownload } from './as-download.js';
import { ReceivedBody, ReceivedQuery } from './dto/received.js';
import { REQUESTED } from './dto/requested.js';
import { answerSchema } from './mapping/shape/index.js';
import { ReceivedDocuments } from './services/received/received-documents.service.js';
import { RequestAnswer } from './services/received/request-answer.service.js';
import { TakeIn } from './services/received/take-in.service.js';

/** What suppliers sent us, and our answers to it. */
@ApiTags('hacienda')
@Controller('api/hacienda/received')
export class HaciendaReceivedController {
  constructor(
    private readonly documents: ReceivedDocuments,
    private readonly taking: TakeIn,
    private readonly answers: RequestAnswer,
  ) {}

  @Post()
  @ApiOperation({ summary: "A supplier's document: signature and clave checked, kept byte by byte; the same again answers 200" })
  async receive(@CurrentCaller() caller: Caller, @Body() body: ReceivedBody, @Res({ passthrough: true }) response: Response) {
    const { id, isNew } = await this.taking.take(caller, body);
    response.status(isNew ? 201 : 200).set('Location', `/api/hacienda/received/${id}`);
    return this.documents.get(caller, id);
  }

  @Get()
  @ApiOperation({ summary: "Suppliers' documents, newest first" })
  list(@CurrentCaller() caller: Caller, @Query() query: ReceivedQuery) {
    return this.documents.list(caller, query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One document and our answer to it' })
  get(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.documents.get(caller, id);
  }

  @Post(':id/respond')
  @HttpCode(202)
  @ApiOperation({ summary: 'MensajeReceptor: signed and sent in the background; the same answer again only hurries it' })
  @ApiBody({ schema: answerSchema as object })
  @ApiAcceptedResponse(REQUESTED)
  respond(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: unknown) {
    return this.answers.respond(caller, id, body);
  }

  @Get(':id/xml')
  @ApiOperation({ summary: "The supplier's exact bytes" })
  xml(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<StreamableFile> {
    return this.download(caller, id, 'xml');
  }

  @Get(':id/response-xml')
  @ApiOperation({ summary: 'Our signed MensajeReceptor' })
  response(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<StreamableFile> {
    return this.download(caller, id, 'signed_xml');
  }

  @Get(':id/answer-xml')
  @ApiOperation({ summary: "Hacienda's answer to it" })
  answer(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<StreamableFile> {
    return this.download(caller, id, 'answer_xml');
  }

  @Get(':id/pdf')
  @ApiOperation({ summary: 'Our answer as a PDF' })
  async pdf(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<StreamableFile> {
    return asDownload(await this.documents.pdf(caller, id));
  }

  private async download(caller: Caller, id: string, which: 'xml' | 'signed_xml' | 'answer_xml'): Promise<StreamableFile> {
    return asDownload(await this.documents.file(caller, id, which));
  }
}
