export * from './accepted-invoice.js';
export * from './core-event.js';
export * from './publish-events.service.js';
