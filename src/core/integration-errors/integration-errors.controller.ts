import { Body, Controller, Get, Param, Patch, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import type { Response } from 'express';
import { Allow, CurrentCaller, type Caller } from '../auth/index.js';
import { sendTable } from '../export/index.js';
import { notFound } from '../problems/index.js';
import { errorTable } from './error-export.js';
import { ErrorReviewService } from './error-review.service.js';
import { BulkUpdated, BulkUpdateErrorStatus, ErrorPage, ErrorQuery, ErrorView, UpdateErrorStatus } from './integration-error.dto.js';

@ApiTags('integration errors')
@Controller('api/integrations/errors')
export class IntegrationErrorsController {
  constructor(private readonly review: ErrorReviewService) {}

  @Get()
  @Allow('viewer')
  @ApiOkResponse({ type: ErrorPage })
  list(@CurrentCaller() caller: Caller, @Query() query: ErrorQuery): Promise<ErrorPage> {
    return this.review.list(caller, query);
  }

  @Get('export/csv')
  @Allow('viewer')
  @ApiOperation({ summary: 'The same list as a file' })
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  async exportCsv(@CurrentCaller() caller: Caller, @Query() query: ErrorQuery, @Res() response: Response): Promise<void> {
    const { data } = await this.review.list(caller, query);
    await sendTable(response, 'csv', errorTable(data));
  }

  // Before `:id`, which would match it too.
  @Patch('bulk-update')
  @Allow('operator')
  @ApiOkResponse({ type: BulkUpdated })
  bulkUpdate(@CurrentCaller() caller: Caller, @Body() body: BulkUpdateErrorStatus): Promise<BulkUpdated> {
    return this.review.setStatusOfMany(caller, [...new Set(body.error_ids)], body.status);
  }

  @Patch(':id')
  @Allow('operator')
  @ApiOkResponse({ type: ErrorView })
  update(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: UpdateErrorStatus): Promise<ErrorView> {
    if (!isUUID(id)) throw notFound();
    return this.review.setStatus(caller, id, body.status);
  }
}
