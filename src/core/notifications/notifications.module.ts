import { Global, Module } from '@nestjs/common';
import { Channels } from './channels.service.js';
import { Mailer } from './mailer.service.js';
import { NotificationSender } from './notification-sender.service.js';
import { Notifier } from './notifier.service.js';

/** Telling people outside the back-office. */
@Global()
@Module({ providers: [Channels, Mailer, NotificationSender, Notifier], exports: [Mailer, NotificationSender, Notifier] })
export class NotificationsModule {}
