export * from './core-schedules.js';
export * from './message-pipeline.service.js';
export * from './pipeline.module.js';
export * from './remote-document.entity.js';
export * from './remote-documents.js';
export * from './settle.js';
export * from './sweep.service.js';
