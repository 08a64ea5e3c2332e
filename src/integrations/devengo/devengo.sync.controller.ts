import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { CurrentCaller, type Caller } from '../../core/auth/index.js';
import { companyOf } from '../../core/companies/index.js';
import { answered } from './dto/answered.js';
import { CompanyQuery, ExecutionsQuery, ProcessBody, StepBody, WaitQuery } from './dto/sync.dto.js';
import { STEP_NAMES, STEPS, stepsFrom } from './mapping/steps.js';
import { ShowExecutions } from './services/sync/show-executions.service.js';
import { SyncDesk } from './services/sync/sync-desk.service.js';

/** Steps one by one or in their order, and what became of them. */
@ApiTags('devengo')
@Controller('api/sync')
export class DevengoSyncController {
  constructor(
    private readonly desk: SyncDesk,
    private readonly shown: ShowExecutions,
  ) {}

  @Post('execute-step')
  @ApiOperation({ summary: 'Runs one step: 202 with an execution to follow, or its end with ?wait=true' })
  async step(@CurrentCaller() caller: Caller, @Body() body: StepBody, @Query() { wait }: WaitQuery, @Res({ passthrough: true }) response: Response) {
    return answered(await this.desk.order(caller, [body.step_name], 'step', body, wait), response);
  }

  @Post('execute-process')
  @ApiOperation({ summary: 'Runs the steps from one to the last import, in their order; accruals stand alone' })
  async process(@CurrentCaller() caller: Caller, @Body() body: ProcessBody, @Query() { wait }: WaitQuery, @Res({ passthrough: true }) response: Response) {
    return answered(await this.desk.order(caller, stepsFrom(body.from_step), 'process', body, wait), response);
  }

  @Get('available-steps')
  @ApiOperation({ summary: 'The steps, what each reads, and whether it takes dates' })
  availableSteps() {
    return { data: STEPS.map(({ step, integration, dated, label }) => ({ step_name: step, integration, takes_dates: dated, label })), next_cursor: null };
  }

  @Get('execution-order')
  @ApiOperation({ summary: 'The order in which the steps build on one another' })
  executionOrder() {
    return { data: STEP_NAMES, next_cursor: null };
  }

  @Get('executions')
  @ApiOperation({ summary: 'Executions, newest first' })
  list(@CurrentCaller() caller: Caller, @Query() query: ExecutionsQuery) {
    return this.shown.list(caller, query);
  }

  @Get('executions/:id')
  @ApiOperation({ summary: 'One execution with its steps and the pages they read' })
  get(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.shown.get(caller, id);
  }

  @Post('executions/:id/cancel')
  @HttpCode(200)
  @ApiOperation({ summary: 'Stops after the page in hand; what was saved stays' })
  cancel(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.shown.cancel(caller, id);
  }

  @Get('state')
  @ApiOperation({ summary: 'The last run of every step' })
  state(@CurrentCaller() caller: Caller, @Query() { company }: CompanyQuery) {
    return this.shown.state(caller, companyOf(caller, company));
  }
}
