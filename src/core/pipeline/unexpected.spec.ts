import { IntegrationFailure } from '../errors/index.js';
import { asFailure } from './unexpected.js';

describe('asFailure', () => {
  const logged: [string, string | undefined][] = [];
  const log = { error: (message: string, stack?: string) => void logged.push([message, stack]) };
  beforeEach(() => void (logged.length = 0));

  it('puts a bug into the log, with its stack and the message it hit, and shows people neither', () => {
    const failure = asFailure(new TypeError('x is undefined'), 'abc', log);
    expect(logged).toEqual([['message abc: x is undefined', expect.stringContaining('unexpected.spec')]]);
    expect(failure).toMatchObject({ category: 'internal_error', message: expect.not.stringContaining('undefined') });
  });

  it('leaves what was thrown on purpose as it is, and logs nothing', () => {
    const failure = new IntegrationFailure('validation_error', { code: 'item_unmapped', message: 'x' });
    expect(asFailure(failure, 'abc', log)).toBe(failure);
    expect(logged).toEqual([]);
  });

  it('takes anything that can be thrown', () => {
    expect(asFailure('boom', 'abc', log)).toMatchObject({ category: 'internal_error' });
    expect(logged[0]![0]).toBe('message abc: boom');
  });
});
