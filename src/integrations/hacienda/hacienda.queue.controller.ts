import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentCaller, Public, type Caller } from '../../core/auth/index.js';
import { PageQuery, PriorityBody, RetryQuery, StatisticsQuery } from './dto/queries.js';
import { Documents } from './services/documents.service.js';
import { ReceiveCallback } from './services/receive-callback.service.js';
import { RetryDesk } from './services/retry-desk.service.js';
import { CountDocuments } from './services/statistics.service.js';

/** The retry queue, the figures, and Hacienda's callback. */
@ApiTags('hacienda')
@Controller('api/hacienda')
export class HaciendaQueueController {
  constructor(
    private readonly desk: RetryDesk,
    private readonly documents: Documents,
    private readonly counts: CountDocuments,
    private readonly callbacks: ReceiveCallback,
  ) {}

  @Get('documents/:id/retry-queue')
  @ApiOperation({ summary: 'Retries of one document, newest first' })
  async ofDocument(@CurrentCaller() caller: Caller, @Param('id') id: string, @Query() query: PageQuery) {
    const { company } = await this.documents.get(caller, id);
    return this.desk.list(caller, { ...query, company, document_id: id });
  }

  @Get('retry-queue')
  @ApiOperation({ summary: 'Retries, newest first' })
  list(@CurrentCaller() caller: Caller, @Query() query: RetryQuery) {
    return this.desk.list(caller, query);
  }

  @Post('retry-queue/:id/retry-now')
  @HttpCode(202)
  @Allow('manager')
  @ApiOperation({ summary: 'Do not wait; also takes up again what was given up' })
  retryNow(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.desk.retryNow(caller, id);
  }

  @Post('retry-queue/:id/cancel')
  @HttpCode(200)
  @Allow('manager')
  @ApiOperation({ summary: 'Do not try again' })
  cancel(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.desk.cancel(caller, id);
  }

  @Patch('retry-queue/:id')
  @Allow('manager')
  @ApiOperation({ summary: 'The higher its priority, the sooner it is tried' })
  setPriority(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() { priority }: PriorityBody) {
    return this.desk.setPriority(caller, id, priority);
  }

  @Get('statistics')
  @ApiOperation({ summary: 'By state, acceptance rate and time, retry queue, today' })
  statistics(@CurrentCaller() caller: Caller, @Query() { company }: StatisticsQuery) {
    return this.counts.count(caller, company);
  }

  @Post('callback/:token')
  @Public()
  @HttpCode(200)
  @ApiOperation({ summary: "Hacienda's call: a hint to read the status" })
  async callback(@Param('token') token: string) {
    await this.callbacks.receive(token);
    return { received: true };
  }
}
