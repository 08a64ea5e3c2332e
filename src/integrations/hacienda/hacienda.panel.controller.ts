import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../core/auth/index.js';
import { StatisticsQuery } from './dto/queries.js';
import { CountActivity } from './services/count-activity.service.js';
import { ListCertificates } from './services/list-certificates.service.js';

/** What the panel shows beside the statistics. */
@ApiTags('hacienda')
@Controller('api/hacienda')
export class HaciendaPanelController {
  constructor(
    private readonly activity: CountActivity,
    private readonly certificates: ListCertificates,
  ) {}

  @Get('activity')
  @ApiOperation({ summary: 'The last 14 days, day by day, and how each company stands' })
  count(@CurrentCaller() caller: Caller, @Query() { company }: StatisticsQuery) {
    return this.activity.count(caller, company);
  }

  @Get('certificates')
  @ApiOperation({ summary: 'The keys that sign: whose each is and until when' })
  list(@CurrentCaller() caller: Caller, @Query() { company }: StatisticsQuery) {
    return this.certificates.list(caller, company);
  }
}
