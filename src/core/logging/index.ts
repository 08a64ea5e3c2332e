export * from './log-attempt.js';
export { makeLogger } from './logger.js';
export { LoggingModule } from './logging.module.js';
export { PinoLoggerService } from './pino-logger.service.js';
