import type { ScheduleDefinition } from '../../core/integration/index.js';
import { TellLateErrors } from './services/tell-late-errors.service.js';

export const OPPEN_SCHEDULES: readonly ScheduleDefinition[] = [
  {
    name: 'oppen.tell-errors',
    cron: '* * * * *',
    description: 'Avisa de facturas que no llegaron a Oppen cuando el envío terminó en segundo plano / tells of invoices that did not reach Oppen when the sending ended in the background',
    runner: TellLateErrors,
  },
];
