import { Controller, Get, Param, Query, type StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../core/auth/index.js';
import { asDownload } from './as-download.js';
import { PageQuery, ResponseQuery } from './dto/queries.js';
import { DocumentFiles } from './services/document-files.service.js';
import { Documents } from './services/documents.service.js';
import { Responses } from './services/responses.service.js';

/** Files of documents, and what Hacienda answered. */
@ApiTags('hacienda')
@Controller('api/hacienda')
export class HaciendaFilesController {
  constructor(
    private readonly files: DocumentFiles,
    private readonly documents: Documents,
    private readonly responses: Responses,
  ) {}

  @Get('documents/:id/xml')
  @ApiOperation({ summary: 'The exact bytes that were signed' })
  async xml(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<StreamableFile> {
    return asDownload(await this.files.xml(caller, id));
  }

  @Get('documents/:id/answer-xml')
  @ApiOperation({ summary: "Hacienda's final answer, byte by byte" })
  async answer(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<StreamableFile> {
    return asDownload(await this.files.answer(caller, id));
  }

  @Get('documents/:id/pdf')
  @ApiOperation({ summary: 'Representación gráfica' })
  async pdf(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<StreamableFile> {
    return asDownload(await this.files.pdf(caller, id));
  }

  @Get('documents/:id/responses')
  @ApiOperation({ summary: 'Every answer to one document, newest first' })
  async ofDocument(@CurrentCaller() caller: Caller, @Param('id') id: string, @Query() query: PageQuery) {
    const { company } = await this.documents.get(caller, id);
    return this.responses.list(caller, { ...query, company, document_id: id });
  }

  @Get('responses')
  @ApiOperation({ summary: 'Answers of Hacienda, newest first; by the error code of any row too' })
  list(@CurrentCaller() caller: Caller, @Query() query: ResponseQuery) {
    return this.responses.list(caller, query);
  }

  @Get('responses/:id')
  @ApiOperation({ summary: 'One answer' })
  get(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.responses.get(caller, id);
  }

  @Get('responses/:id/xml')
  @ApiOperation({ summary: 'Its exact bytes' })
  async responseXml(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<StreamableFile> {
    return asDownload(await this.responses.xml(caller, id));
  }
}
