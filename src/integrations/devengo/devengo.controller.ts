import { Body, Controller, Post, Query, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { CurrentCaller, type Caller } from '../../core/auth/index.js';
import { SyncBody, WaitQuery } from './dto/sync.dto.js';
import { answered } from './dto/answered.js';
import type { ImportStep } from './mapping/steps.js';
import { SyncDesk } from './services/sync/sync-desk.service.js';

/** The specification's doors: each runs one step. 202 with an execution to follow; 200 when it is over already (`?wait=true`). */
@ApiTags('devengo')
@ApiAcceptedResponse({ description: 'Under way: `Location` is where to look' })
@ApiOkResponse({ description: 'Over: what became of the records' })
@Controller('api/integrations')
export class DevengoController {
  constructor(private readonly desk: SyncDesk) {}

  @Post('holded/sync-services')
  @ApiOperation({ summary: 'Services from Holded’s sales channels' })
  services(@CurrentCaller() caller: Caller, @Query() query: WaitQuery, @Res({ passthrough: true }) response: Response, @Body() body: SyncBody = new SyncBody()) {
    return this.run('services', caller, body, query, response);
  }

  @Post('holded/sync-invoices-and-clients')
  @ApiOperation({ summary: 'Invoices, credit notes and their clients from Holded' })
  invoices(@CurrentCaller() caller: Caller, @Query() query: WaitQuery, @Res({ passthrough: true }) response: Response, @Body() body: SyncBody = new SyncBody()) {
    return this.run('invoices', caller, body, query, response);
  }

  @Post('fourgeeks/sync-students-from-clients')
  @ApiOperation({ summary: 'Students from 4Geeks; dates are those of their registration' })
  students(@CurrentCaller() caller: Caller, @Query() query: WaitQuery, @Res({ passthrough: true }) response: Response, @Body() body: SyncBody = new SyncBody()) {
    return this.run('crm-clients', caller, body, query, response);
  }

  @Post('fourgeeks/sync-enrollments-from-clients')
  @ApiOperation({ summary: 'Enrolments from 4Geeks as periods; those taught within the dates' })
  enrolments(@CurrentCaller() caller: Caller, @Query() query: WaitQuery, @Res({ passthrough: true }) response: Response, @Body() body: SyncBody = new SyncBody()) {
    return this.run('service-periods', caller, body, query, response);
  }

  @Post('notion/sync-page-ids')
  @ApiOperation({ summary: 'The page of each client in Notion' })
  pages(@CurrentCaller() caller: Caller, @Query() query: WaitQuery, @Res({ passthrough: true }) response: Response, @Body() body: SyncBody = new SyncBody()) {
    return this.run('notion-external-id', caller, body, query, response);
  }

  private async run(step: ImportStep, caller: Caller, body: SyncBody, { wait }: WaitQuery, response: Response) {
    return answered(await this.desk.order(caller, [step], 'step', body, wait), response);
  }
}
