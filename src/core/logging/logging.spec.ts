import { Logger } from '@nestjs/common';
import { logAttempt, makePinoLogger, type PinoLoggerService } from './index.js';

describe('logging', () => {
  let lines: string[];
  let log: PinoLoggerService;
  beforeEach(() => {
    lines = [];
    log = makePinoLogger({ LOG_LEVEL: 'debug' }, { write: (line) => void lines.push(line) });
  });
  const only = (): Record<string, any> => {
    expect(lines).toHaveLength(1);
    return JSON.parse(lines[0]!);
  };

  it('writes one JSON line with level, time and context', () => {
    log.log('listening', 'Main');
    expect(only()).toMatchObject({ level: 'info', msg: 'listening', context: 'Main', time: expect.stringMatching(/^\d{4}-.*Z$/) });
  });

  it('keeps line breaks and escape sequences inside the line', () => {
    log.warn('a\r\n{"level":"info","msg":"forged"}\u001b[31m\u2028', 'X');
    expect(lines[0]!.trimEnd()).not.toMatch(/\p{Cc}/u);
    expect(only().msg).toContain('forged');
  });

  it('hides secrets by name and by shape', () => {
    log.log({ headers: { authorization: 'Bearer abc' }, deep: [{ token: 't0ken' }], has_token: true });
    log.error('GET https://user:pa55@example.com failed with Bearer abcdefghij.klm', 'Error: Basic dXNlcjpwYTU1\n    at f (x.ts:1)', 'Http');
    log.error(Object.assign(new Error('postgres://u:pa55@db/x'), { request: { headers: { authorization: 'abc' } } }));
    expect(lines.join('')).not.toMatch(/t0ken|pa55|abcdefghij|dXNlcjpwYTU1|"abc"|Bearer abc/);
    expect(lines[1]).toContain('example.com failed');
  });

  it('keeps the stack and cause of an error', () => {
    log.error(new Error('outer', { cause: new Error('inner') }), 'Job');
    expect(only()).toMatchObject({ level: 'error', msg: 'outer', context: 'Job', err: { type: 'Error', stack: expect.stringContaining('at '), cause: { message: 'inner' } } });
  });

  it('cuts what is too long', () => {
    log.log('x'.repeat(1_000_000));
    log.log({ header: 'x'.repeat(1_000_000) });
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(6_000);
  });

  it('honours the level', () => {
    log.verbose('nothing');
    log.debug('something');
    expect(only().level).toBe('debug');
  });

  it('sums an attempt up in one line, by way of the logger of Nest', () => {
    Logger.overrideLogger(log);
    const message = { id: 'm1', correlation_id: 'c1', company: 'acme', integration: 'toy', attempt: 2, claimed_at: new Date(Date.now() - 40) };
    const failure = { category: 'server_error' as const, code: 'toy.500', message: 'x' };
    logAttempt(message, { outcome: 'retry_scheduled', failure, decision: { action: 'retry', reason: 'server_error' } }, { maxAttempts: 3 });
    Logger.overrideLogger(false);
    const line = only();
    expect(line).toMatchObject({
      level: 'warn', event: 'attempt.finished', context: 'Attempt', message: 'm1', correlation: 'c1', company: 'acme', integration: 'toy',
      attempt: 2, max: 3, outcome: 'retry_scheduled', category: 'server_error', code: 'toy.500', decision: 'retry: server_error',
    });
    expect(line.duration_ms).toBeGreaterThanOrEqual(40);
  });

  it('explains our own faults with their stack', () => {
    Logger.overrideLogger(log);
    const message = { id: 'm1', correlation_id: 'c1', company: 'acme', integration: 'toy', attempt: 1, claimed_at: null };
    const failure = { category: 'internal_error' as const, code: 'internal_error', message: 'x', cause: new TypeError('boom') };
    logAttempt(message, { outcome: 'failed', failure }, { maxAttempts: 3 });
    Logger.overrideLogger(false);
    expect(only().err).toMatchObject({ type: 'TypeError', message: 'boom', stack: expect.stringContaining('logging.spec') });
  });
});
