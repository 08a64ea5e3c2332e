import { pino, type DestinationStream, type Logger } from 'pino';
import { redact } from '../redaction/index.js';
import { cut, cutDeep, scrub } from './scrub.js';

/**
 * One JSON object per line, whatever text goes in: a newline or an escape sequence inside a field stays inside it.
 * Fields with secret names are redacted, credentials in free text scrubbed, long texts cut.
 */
export function makeLogger(options: { level: string; destination?: DestinationStream }): Logger {
  return pino(
    {
      level: options.level,
      base: { pid: process.pid },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      messageKey: 'msg',
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) => cutDeep(redact(withPlainErrors(fields))) as Record<string, unknown>,
      },
      // Errors are already plain when pino's own serializer would look at them.
      serializers: { err: (error: unknown) => error },
      hooks: {
        logMethod(args, method) {
          method.apply(this, args.map((arg: unknown) => (typeof arg === 'string' ? cut(arg) : arg)) as Parameters<typeof method>);
        },
        streamWrite: scrub,
      },
    },
    ...(options.destination ? [options.destination] : []),
  );
}

/** What of an error is worth a log. Its other properties may hold requests with headers. */
export function plainError(error: Error): Record<string, unknown> {
  const { code } = error as Error & { code?: unknown };
  return {
    type: error.name,
    message: error.message,
    ...(code !== undefined && { code }),
    stack: error.stack,
    ...(error.cause instanceof Error && { cause: plainError(error.cause) }),
  };
}

function withPlainErrors(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value instanceof Error ? plainError(value) : value]));
}
