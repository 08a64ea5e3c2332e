import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../auth/index.js';
import { IntegrationAnswer, Overview, StatisticsQuery } from './statistics.dto.js';
import { Statistics } from './statistics.service.js';

@ApiTags('statistics')
@Controller('api/statistics')
export class StatisticsController {
  constructor(private readonly statistics: Statistics) {}

  @Get('overview')
  @ApiOperation({ summary: 'How every integration stands: volumes, what waits, what failed, providers, credentials, schedules' })
  @ApiOkResponse({ type: Overview })
  overview(@CurrentCaller() caller: Caller, @Query() query: StatisticsQuery): Promise<Overview> {
    return this.statistics.overview(caller, query);
  }

  @Get('integrations/:id')
  @ApiOperation({ summary: 'The same of one integration' })
  @ApiOkResponse({ type: IntegrationAnswer })
  integration(@CurrentCaller() caller: Caller, @Param('id') id: string, @Query() query: StatisticsQuery): Promise<IntegrationAnswer> {
    return this.statistics.integration(caller, id, query);
  }
}
