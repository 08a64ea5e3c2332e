import { FaultBoard } from './fault-board.js';
import { Refusal, type SandboxRequest } from './sandbox-provider.js';

const request = (method: string, path: string): SandboxRequest => ({
  method,
  path,
  query: new URLSearchParams(),
  headers: {},
  params: {},
  body: undefined,
  rawBody: Buffer.alloc(0),
});

/** Which fault strikes each of the requests in turn; '-' = none. */
const strikes = (board: FaultBoard, ...requests: [string, string][]) =>
  requests.map(([method, path]) => board.strike(request(method, path))?.name ?? '-');

const GET: [string, string] = ['GET', '/api/v1/contacts'];
const POST: [string, string] = ['POST', '/api/v1/invoices'];

describe('FaultBoard', () => {
  it.each([
    ['strikes once by default', { fault: '500' }, [GET, GET], ['500', '-']],
    ['strikes as often as told', { fault: '500', times: 2 }, [GET, GET, GET], ['500', '500', '-']],
    ['strikes forever', { fault: '500', times: 'forever' }, [GET, GET, GET], ['500', '500', '500']],
    ['lets some through first', { fault: '500', after: 2 }, [GET, GET, GET, GET], ['-', '-', '500', '-']],
    ['counts only the matching ones', { fault: '500', after: 1, method: 'post' }, [GET, POST, GET, POST], ['-', '-', '-', '500']],
    ['matches a piece of the path', { fault: '500', path: '/invoices' }, [GET, POST], ['-', '500']],
    ['matches a regular expression', { fault: '500', path: '/contacts$' }, [POST, GET], ['-', '500']],
    ['keeps an after-commit fault for a write', { fault: 'commit_then_drop' }, [GET, POST], ['-', 'commit_then_drop']],
    ['unless a method is named', { fault: '500_after_commit', method: 'GET' }, [POST, GET], ['-', '500_after_commit']],
    ['knows the contract\'s other names', { fault: 'timeout_after_commit' }, [POST], ['commit_then_drop']],
  ] as const)('%s', (_title, armed, requests, expected) => {
    const board = new FaultBoard();
    board.arm(armed);
    expect(strikes(board, ...(requests as unknown as [string, string][]))).toEqual(expected);
  });

  it('uses the first armed fault that fits, then the next', () => {
    const board = new FaultBoard();
    board.arm({ fault: '500' });
    board.arm({ fault: '429' });
    expect(strikes(board, GET, GET, GET)).toEqual(['500', '429', '-']);
  });

  it.each([
    ['an unknown fault', { fault: 'earthquake' }],
    ['a name of the prototype', { fault: 'constructor' }],
    ['a broken path', { fault: '500', path: '(' }],
    ['a negative after', { fault: '500', after: -1 }],
    ['no times', { fault: '500', times: 0 }],
    ['no body', undefined],
  ])('refuses %s', (_title, body) => {
    expect(() => new FaultBoard().arm(body)).toThrow(Refusal);
  });
});
