export * from './mailer.service.js';
export * from './notification.entity.js';
export { AlertWatch } from './alerts/alert-watch.service.js';
export * from './notification-schedules.js';
export * from './notification-sender.service.js';
export * from './notifications.module.js';
export * from './notifier.service.js';
