import type { LoggerService } from '@nestjs/common';
import type { DestinationStream, Logger } from 'pino';
import { makeLogger, plainError } from './logger.js';

type Level = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal';

/** Nest's logger, written by pino. Nest passes the context (a class name) as the last text. */
export class PinoLoggerService implements LoggerService {
  constructor(readonly pino: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.write('info', message, rest);
  }
  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }
  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }
  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }
  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }
  /** Nest's order: message, stack, context. */
  error(message: unknown, ...rest: unknown[]): void {
    const stack = rest.find((part): part is string => typeof part === 'string' && part.includes('\n    at '));
    this.write('error', message, rest.filter((part) => part !== stack && part !== undefined), stack === undefined ? {} : { stack });
  }

  // Two hundred lines at each start would drown the one that says where to go.
  private static readonly WIRING = new Set(['InstanceLoader', 'NestFactory', 'RouterExplorer', 'RoutesResolver', 'NestApplication']);

  private write(given: Level, message: unknown, rest: unknown[], fields: Record<string, unknown> = {}): void {
    const context = typeof rest.at(-1) === 'string' ? (rest.at(-1) as string) : undefined;
    const level = given === 'info' && context !== undefined && PinoLoggerService.WIRING.has(context) ? 'debug' : given;
    const more = rest.slice(0, context === undefined ? undefined : -1);
    const all = { ...(context !== undefined && { context }), ...(more.length > 0 && { details: more.map(plain) }), ...fields };
    if (message instanceof Error) this.pino[level]({ ...all, err: message }, message.message);
    else if (typeof message === 'object' && message !== null) this.pino[level]({ ...all, ...message });
    else this.pino[level](all, String(message));
  }
}

/** The logger of a process, to be given to Nest: every `new Logger(…)` then writes through it. */
export const makePinoLogger = (env: { LOG_LEVEL: string }, destination?: DestinationStream): PinoLoggerService =>
  new PinoLoggerService(makeLogger({ level: env.LOG_LEVEL, destination }));

const plain = (value: unknown): unknown => (value instanceof Error ? plainError(value) : value);
