import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentCaller, type Caller } from '../auth/index.js';
import { ScheduleAdminService } from './schedule-admin.service.js';
import { RunPage, RunQuery, ScheduleList, ScheduleView, StartedRun } from './schedule.dto.js';

@ApiTags('schedules')
@Controller('api/schedules')
export class ScheduleController {
  constructor(private readonly schedules: ScheduleAdminService) {}

  @Get()
  @Allow('viewer')
  @ApiOkResponse({ type: ScheduleList })
  async list(): Promise<ScheduleList> {
    return { data: await this.schedules.list(), next_cursor: null };
  }

  @Get(':name/runs')
  @Allow('viewer')
  @ApiOkResponse({ type: RunPage })
  runs(@Param('name') name: string, @Query() query: RunQuery): Promise<RunPage> {
    return this.schedules.runs(name, query);
  }

  /** Runs it now, paused or not. Follow it in `runs`. */
  @Post(':name/run')
  @HttpCode(202)
  @Allow('manager')
  @ApiAcceptedResponse({ type: StartedRun })
  run(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<StartedRun> {
    return this.schedules.run(caller, name);
  }

  @Post(':name/pause')
  @HttpCode(200)
  @Allow('manager')
  @ApiOkResponse({ type: ScheduleView })
  pause(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<ScheduleView> {
    return this.schedules.setPaused(caller, name, true);
  }

  @Post(':name/resume')
  @HttpCode(200)
  @Allow('manager')
  @ApiOkResponse({ type: ScheduleView })
  resume(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<ScheduleView> {
    return this.schedules.setPaused(caller, name, false);
  }
}
