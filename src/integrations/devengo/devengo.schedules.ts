import type { ScheduleDefinition } from '../../core/integration/index.js';
import { MonthlyAccruals } from './services/sync/monthly-accruals.service.js';
import { NightlySync } from './services/sync/nightly-sync.service.js';

/** Both are switched on by a person, once the credentials and the policies are right. */
export const DEVENGO_SCHEDULES: readonly ScheduleDefinition[] = [
  {
    name: 'holded.nightly-sync', cron: '0 3 * * *', timezone: 'Europe/Madrid', startsPaused: true, runner: NightlySync,
    description: 'Sincroniza Holded, 4Geeks y Notion de cada empresa, en su orden / synchronises Holded, 4Geeks and Notion of each company, in their order',
  },
  {
    name: 'holded.monthly-accruals', cron: '0 6 1 * *', timezone: 'Europe/Madrid', startsPaused: true, runner: MonthlyAccruals,
    description: 'Devenga el mes que acaba de terminar / accrues the month that has just ended',
  },
];
