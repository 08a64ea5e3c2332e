export * from './log-attempt.js';
export { makePinoLogger, PinoLoggerService } from './pino-logger.service.js';
