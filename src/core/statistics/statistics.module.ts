import { Module } from '@nestjs/common';
import type { ScheduleDefinition } from '../integration/index.js';
import { CountMessages } from './count-messages.service.js';
import { ReadBuckets } from './read-buckets.service.js';
import { ReadExpiries } from './read-expiries.service.js';
import { ReadNow } from './read-now.service.js';
import { ReadStanding } from './read-standing.service.js';
import { StatisticsController } from './statistics.controller.js';
import { Statistics } from './statistics.service.js';

/** The figures of the back-office. Needs SchedulesModule.forRoot with `STATISTICS_SCHEDULES`. */
@Module({
  controllers: [StatisticsController],
  providers: [CountMessages, ReadBuckets, ReadExpiries, ReadNow, ReadStanding, Statistics],
})
export class StatisticsModule {}

export const STATISTICS_SCHEDULES: readonly ScheduleDefinition[] = [
  {
    name: 'core.count-messages',
    cron: '* * * * *',
    description: 'Cuenta los mensajes por hora para el inicio y los paneles / counts messages by the hour for the home page and the panels',
    runner: CountMessages,
  },
];
