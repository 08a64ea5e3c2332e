import { Global, Module } from '@nestjs/common';
import { AlertRules } from './alerts/alert-rules.service.js';
import { AlertTargets } from './alerts/alert-targets.js';
import { AlertWatch } from './alerts/alert-watch.service.js';
import { AlertsController } from './alerts/alerts.controller.js';
import { Channels } from './channels.service.js';
import { Mailer } from './mailer.service.js';
import { NotificationSender } from './notification-sender.service.js';
import { Notifier } from './notifier.service.js';

/** Telling people outside the back-office. */
@Global()
@Module({
  controllers: [AlertsController],
  providers: [AlertRules, AlertTargets, AlertWatch, Channels, Mailer, NotificationSender, Notifier],
  exports: [AlertWatch, Mailer, NotificationSender, Notifier],
})
export class NotificationsModule {}
