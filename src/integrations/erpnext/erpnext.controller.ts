import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query, Req, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBadRequestResponse, ApiBody, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Allow, CurrentCaller, type Caller } from '../../core/auth/index.js';
import { Env } from '../../core/config/index.js';
import { locale, type Locale } from '../../core/i18n/index.js';
import { notFound } from '../../core/problems/index.js';
import { CancelBody, EditBody, ExecutionQuery, ReasonBody, ResumeManyBody } from './dto/execution.dto.js';
import { StartWorkflow } from './dto/start-workflow.dto.js';
import { ChangeExecution } from './services/change-execution.service.js';
import { JudgeStart } from './services/judge-start.service.js';
import { Preflight } from './services/preflight.service.js';
import { ResumeExecutions } from './services/resume-many.service.js';
import { ShowExecution } from './services/show-execution.service.js';
import { StartWorkflowService } from './services/start-workflow.service.js';

const ACCEPTED = { status: 202, schema: { type: 'object', properties: { message: { type: 'string' }, execution_id: { type: 'integer' } } } };

@ApiTags('erpnext')
@Controller('api/v1/workflow')
export class ErpnextController {
  constructor(
    private readonly starter: StartWorkflowService,
    private readonly shown: ShowExecution,
    private readonly changes: ChangeExecution,
    private readonly many: ResumeExecutions,
    private readonly judge: JudgeStart,
    private readonly preflights: Preflight,
    private readonly env: Env,
  ) {}

  @Post('start-workflow')
  @HttpCode(202)
  @ApiOperation({ summary: 'Buys in A and transfers to B, in four steps, in the background' })
  @ApiHeader({ name: 'Idempotency-Key', required: false, description: 'The same key again answers the same execution' })
  @ApiBody({ type: StartWorkflow })
  @ApiAcceptedResponse(ACCEPTED)
  @ApiBadRequestResponse({ description: 'By field, each with a list of sentences: {"supplier": ["…"], "items": [{"qty": ["…"]}]}' })
  async start(@CurrentCaller() caller: Caller, @Req() request: Request, @Res({ passthrough: true }) response: Response) {
    const { execution_id, message_id } = await this.starter.start(caller, request);
    response.set({ Location: `/api/v1/workflow/executions/${execution_id}`, 'X-Message-Id': message_id });
    return { message: 'Flujo de trabajo aceptado', execution_id };
  }

  @Post('preflight')
  @HttpCode(200)
  @ApiOperation({ summary: 'Asks both instances for everything that would stop this workflow; changes nothing' })
  @ApiBody({ type: StartWorkflow })
  async preflight(@CurrentCaller() caller: Caller, @Body() body: unknown, @Req() request: Request) {
    const { workflow } = await this.judge.judge(caller, body, locale(request, this.env.DEFAULT_LOCALE as Locale));
    return this.preflights.check(workflow);
  }

  @Get('executions')
  @ApiOperation({ summary: 'Executions, newest first' })
  list(@CurrentCaller() caller: Caller, @Query() query: ExecutionQuery) {
    return this.shown.list(caller, query);
  }

  @Get('executions/:id')
  @ApiOperation({ summary: 'One execution with its steps and documents' })
  get(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.shown.get(caller, readId(id));
  }

  @Patch('executions/:id')
  @HttpCode(202)
  @ApiOperation({ summary: 'Mends the body of a failed execution and resumes it' })
  @ApiAcceptedResponse(ACCEPTED)
  edit(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: EditBody, @Req() request: Request) {
    return this.changes.edit(caller, readId(id), body.payload_json, request, body.reason);
  }

  @Post('executions/resume')
  @HttpCode(202)
  @ApiOperation({ summary: 'Resumes many, by ids or by filter, as one operation; `dry_run` only counts' })
  @ApiAcceptedResponse({ schema: { type: 'object', properties: { operation_id: { type: 'string', nullable: true }, total: { type: 'integer' }, skipped: { type: 'integer' }, left: { type: 'integer' } } } })
  resumeMany(@CurrentCaller() caller: Caller, @Body() body: ResumeManyBody) {
    return this.many.resume(caller, body);
  }

  @Post('executions/:id/resume')
  @HttpCode(202)
  @ApiOperation({ summary: 'Goes on from where it stands; does not wait for a scheduled retry' })
  @ApiAcceptedResponse(ACCEPTED)
  resume(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: ReasonBody = {}) {
    return this.changes.resume(caller, readId(id), body?.reason);
  }

  @Post('executions/:id/restart')
  @HttpCode(202)
  @Allow('manager')
  @ApiOperation({ summary: 'From the first step, with new documents; only when nothing submitted remains' })
  @ApiAcceptedResponse(ACCEPTED)
  restart(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: ReasonBody = {}) {
    return this.changes.restart(caller, readId(id), body?.reason);
  }

  @Post('executions/:id/cancel')
  @HttpCode(200)
  @Allow('manager')
  @ApiOperation({ summary: 'Shows what a cancellation would do; with `confirm` does it: PR-B, DN-A, PR-A, PO-A' })
  async cancel(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: CancelBody = {}, @Res({ passthrough: true }) response: Response) {
    if (!body?.confirm) return this.changes.previewCancel(caller, readId(id));
    const accepted = await this.changes.cancel(caller, readId(id), body.reason);
    response.status(202);
    return accepted;
  }
}

/** Ids are PostgreSQL integers; anything else names nothing. */
export function readId(text: string): number {
  const id = /^\d{1,10}$/.test(text) ? Number(text) : NaN;
  if (!(id <= 2_147_483_647)) throw notFound();
  return id;
}
