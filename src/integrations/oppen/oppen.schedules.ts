import type { ScheduleDefinition } from '../../core/integration/index.js';
import { TellLateErrors } from './services/tell-late-errors.service.js';

export const OPPEN_SCHEDULES: readonly ScheduleDefinition[] = [
  {
    name: 'oppen.tell-errors',
    cron: '* * * * *',
    description: 'Avisa de facturas que no llegaron a Oppen cuando el envío terminó en segundo plano.',
    runner: TellLateErrors,
  },
];
