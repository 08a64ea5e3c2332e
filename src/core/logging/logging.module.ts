import { Global, Module } from '@nestjs/common';
import { Env } from '../config/index.js';
import { makeLogger } from './logger.js';
import { PinoLoggerService } from './pino-logger.service.js';

/** `app.useLogger(app.get(PinoLoggerService))` makes every `new Logger(…)` of Nest write through it. */
@Global()
@Module({
  providers: [{ provide: PinoLoggerService, useFactory: (env: Env) => new PinoLoggerService(makeLogger({ level: env.LOG_LEVEL })), inject: [Env] }],
  exports: [PinoLoggerService],
})
export class LoggingModule {}
