import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { CurrentCaller, type Caller } from '../../core/auth/index.js';
import { sendTable } from '../../core/export/index.js';
import { DocumentExport, ResponseExport } from './dto/queries.js';
import { allPages } from './services/all-pages.js';
import { Documents } from './services/documents.service.js';
import { DOCUMENT_COLUMNS, RESPONSE_COLUMNS } from './services/export-columns.js';
import { Responses } from './services/responses.service.js';

/** The lists as files, with the same filters. Before the others in the module: `export` is no document's id. */
@ApiTags('hacienda')
@Controller('api/hacienda')
export class HaciendaExportsController {
  constructor(
    private readonly documents: Documents,
    private readonly responses: Responses,
  ) {}

  @Get('documents/export')
  @ApiOperation({ summary: 'Documents as CSV or XLSX' })
  exportDocuments(@CurrentCaller() caller: Caller, @Query() { format, ...query }: DocumentExport, @Res() response: Response) {
    return sendTable(response, format, { name: 'comprobantes', columns: DOCUMENT_COLUMNS, rows: allPages((page) => this.documents.list(caller, { ...query, ...page })) });
  }

  @Get('responses/export')
  @ApiOperation({ summary: 'Answers of Hacienda as CSV or XLSX' })
  exportResponses(@CurrentCaller() caller: Caller, @Query() { format, ...query }: ResponseExport, @Res() response: Response) {
    return sendTable(response, format, { name: 'respuestas-hacienda', columns: RESPONSE_COLUMNS, rows: allPages((page) => this.responses.list(caller, { ...query, ...page })) });
  }
}
