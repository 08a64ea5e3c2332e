import { logAttempt, makeLogger, PinoLoggerService } from './index.js';

describe('logging', () => {
  let lines: string[];
  let log: PinoLoggerService;
  beforeEach(() => {
    lines = [];
    log = new PinoLoggerService(makeLogger({ level: 'debug', destination: { write: (line) => void lines.push(line) } }));
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
    log.event('x', { headers: { authorization: 'Bearer abc' }, deep: [{ token: 't0ken' }], has_token: true });
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
    log.event('y', { header: 'x'.repeat(1_000_000) });
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(6_000);
  });

  it('honours the level', () => {
    log.verbose('nothing');
    log.debug('something');
    expect(only().level).toBe('debug');
  });

  it('sums an attempt up in one line', () => {
    const attempt = {
      message: 'm1', correlation: 'c1', company: 'acme', integration: 'toy', attempt: 2, max: 3, duration_ms: 41,
      outcome: 'retry_scheduled', category: 'server_error' as const, decision: 'retry: server_error, attempt 2 of 3',
    };
    logAttempt(log, attempt);
    expect(only()).toMatchObject({ level: 'warn', event: 'attempt.finished', ...attempt });
  });
});
