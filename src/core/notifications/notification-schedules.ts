import type { ScheduleDefinition } from '../integration/index.js';
import { AlertWatch } from './alerts/alert-watch.service.js';
import { NotificationSender } from './notification-sender.service.js';

export const NOTIFICATION_SCHEDULES: readonly ScheduleDefinition[] = [
  {
    name: 'core.send-notifications',
    cron: '* * * * *',
    description: 'Envía los avisos pendientes por webhook y correo / sends pending notices by webhook and e-mail',
    runner: NotificationSender,
  },
  {
    name: 'core.watch-alerts',
    cron: '* * * * *',
    description: 'Mira lo que las alertas piden avisar / looks for what the alerts ask to be told',
    runner: AlertWatch,
  },
];
