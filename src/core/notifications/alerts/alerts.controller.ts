import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentCaller, type Caller } from '../../auth/index.js';
import { AlertRules } from './alert-rules.service.js';
import { ALERT_KIND_LIST } from './alert-watch.service.js';
import { AlertEventPage, AlertEventQuery, AlertKindList, AlertRuleList, AlertRuleQuery, AlertRuleView, AlertTest, CreateAlertRule, UpdateAlertRule } from './alerts.dto.js';

@ApiTags('alerts')
@Controller('api/alerts')
export class AlertsController {
  constructor(private readonly rules: AlertRules) {}

  /** What can be told, in words. */
  @Get('kinds')
  @ApiOkResponse({ type: AlertKindList })
  kinds(): AlertKindList {
    return { data: ALERT_KIND_LIST, next_cursor: null };
  }

  /** What was told, newest first. */
  @Get('events')
  @ApiOkResponse({ type: AlertEventPage })
  events(@CurrentCaller() caller: Caller, @Query() query: AlertEventQuery): Promise<AlertEventPage> {
    return this.rules.events(caller, query);
  }

  @Get('rules')
  @ApiOkResponse({ type: AlertRuleList })
  async list(@CurrentCaller() caller: Caller, @Query() { company }: AlertRuleQuery): Promise<AlertRuleList> {
    return { data: await this.rules.list(caller, company), next_cursor: null };
  }

  @Get('rules/:id')
  @ApiOkResponse({ type: AlertRuleView })
  get(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<AlertRuleView> {
    return this.rules.get(caller, id);
  }

  @Post('rules')
  @Allow('manager')
  @ApiCreatedResponse({ type: AlertRuleView })
  create(@CurrentCaller() caller: Caller, @Body() body: CreateAlertRule): Promise<AlertRuleView> {
    return this.rules.create(caller, body);
  }

  @Patch('rules/:id')
  @Allow('manager')
  @ApiOkResponse({ type: AlertRuleView })
  update(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string, @Body() body: UpdateAlertRule): Promise<AlertRuleView> {
    return this.rules.update(caller, id, body);
  }

  @Delete('rules/:id')
  @Allow('manager')
  @HttpCode(204)
  @ApiNoContentResponse()
  remove(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.rules.remove(caller, id);
  }

  /** Sends a word by the rule's channel now. A channel that fails is an answer, not an error. */
  @Post('rules/:id/test')
  @Allow('manager')
  @HttpCode(200)
  @ApiOkResponse({ type: AlertTest })
  test(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<AlertTest> {
    return this.rules.test(caller, id);
  }
}
