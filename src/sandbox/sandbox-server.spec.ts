import { once } from 'node:events';
import { connect } from 'node:net';
import type { SandboxProvider } from './sandbox-provider.js';
import { createSandbox, type RunningSandbox } from './sandbox-server.js';

const says = (status: number, message: string) => () => ({ status, body: { message } });

/** The smallest provider: it keeps the notes it is given. */
function noteProvider(): SandboxProvider {
  let notes: unknown[] = [];
  return {
    id: 'notes',
    basePath: '/v1',
    routes: [
      { method: 'GET', pattern: '/v1/notes', handle: () => ({ status: 200, body: notes }) },
      { method: 'GET', pattern: '/v1/notes/:id', handle: ({ params }) => ({ status: 200, body: { id: params.id } }) },
      {
        method: 'POST',
        pattern: '/v1/notes',
        handle: ({ body }) => {
          notes.push(body);
          return { status: 201, body: { id: notes.length, note: body } };
        },
      },
      {
        method: 'GET',
        pattern: '/v1/bug',
        handle: () => {
          throw new Error('a bug');
        },
      },
    ],
    refusals: {
      malformedBody: says(400, 'malformed'),
      tooLarge: says(413, 'too large'),
      notFound: says(404, 'not found'),
      methodNotAllowed: says(405, 'method'),
      unauthorized: says(401, 'who?'),
      rateLimited: says(429, 'slow down'),
      serverError: says(500, 'oops'),
    },
    headers: () => ({ 'x-always': 'yes' }),
    reset: () => (notes = []),
    seed: (body) => notes.push(body),
    state: () => ({ notes }),
  };
}

describe('a sandbox server', () => {
  let sandbox: RunningSandbox;
  beforeEach(async () => (sandbox = await createSandbox(noteProvider()).start()));
  afterEach(() => sandbox.stop());

  const get = (path: string, init: RequestInit = {}) => fetch(sandbox.url + path, { signal: AbortSignal.timeout(3000), ...init });
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    get(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } });
  const arm = (fault: string, more: Record<string, unknown> = {}) => post('/__fault', { fault, ...more });
  const notes = async () => ((await (await get('/__state')).json()) as { notes: unknown[] }).notes;
  const log = async () =>
    ((await (await get('/__log')).json()) as { requests: { status: number | null; fault: string | null; body: unknown; crash?: string; headers: Record<string, string> }[] }).requests;

  it('serves its routes and says where it is', async () => {
    expect(sandbox.url).toBe(`http://127.0.0.1:${sandbox.port}`);
    expect(sandbox.baseUrl).toBe(`${sandbox.url}/v1`);
    const answer = await get('/v1/notes/a%20b');
    expect([answer.status, await answer.json(), answer.headers.get('x-always')]).toEqual([200, { id: 'a b' }, 'yes']);
  });

  it.each([
    ['an unknown path', '/v1/nowhere', {}, 404],
    ['a wrong method', '/v1/notes', { method: 'DELETE' }, 405],
    ['malformed JSON', '/v1/notes', { method: 'POST', body: '{"a":', headers: { 'content-type': 'application/json' } }, 400],
    ['malformed JSON without a type', '/v1/notes', { method: 'POST', body: new TextEncoder().encode('{"a":') }, 400],
    ['more than 10 MB', '/v1/notes', { method: 'POST', body: 'x'.repeat(10 * 1024 * 1024 + 1) }, 413],
    ['its own bug', '/v1/bug', {}, 500],
  ])('answers %s in the provider\'s words', async (_title, path, init, status) => {
    expect((await get(path, init)).status).toBe(status);
    expect(await notes()).toEqual([]);
  });

  it('takes a body of exactly 10 MB and reads forms', async () => {
    expect((await get('/v1/notes', { method: 'POST', body: 'x'.repeat(10 * 1024 * 1024) })).status).toBe(201);
    await get('/v1/notes', { method: 'POST', body: new URLSearchParams({ grant_type: 'password' }) });
    expect((await notes())[1]).toEqual({ grant_type: 'password' });
  });

  it('keeps a log of every request, without secrets, and marks its own bugs', async () => {
    await post('/v1/notes?x=1', { a: 1 }, { authorization: 'Basic c2VjcmV0', 'x-api-key': 'k3y' });
    await get('/v1/bug');
    const [first, second] = await log();
    expect(first).toMatchObject({ id: 1, method: 'POST', path: '/v1/notes', query: { x: '1' }, body: { a: 1 }, status: 201, fault: null });
    expect(first!.headers).toMatchObject({ authorization: 'Basic ***', 'x-api-key': '***' });
    expect(second!.crash).toContain('a bug');
  });

  it('filters its log', async () => {
    await post('/v1/notes', {});
    await get('/v1/notes');
    const { total, requests } = (await (await get('/__log?method=POST&path=notes$')).json()) as { total: number; requests: unknown[] };
    expect([total, requests.length]).toEqual([2, 1]);
  });

  it('seeds, and resets to the first day', async () => {
    await post('/__seed', 'seeded');
    await arm('500');
    expect(await notes()).toEqual(['seeded']);
    await post('/__reset', {});
    expect(await notes()).toEqual([]);
    expect(await log()).toEqual([]);
    expect(await (await get('/__fault')).json()).toEqual({ armed: [] });
  });

  it('lists and lifts armed faults', async () => {
    const { armed } = (await (await arm('delay', { ms: 5, times: 'forever' })).json()) as { armed: unknown[] };
    expect(armed).toEqual([{ fault: 'delay', after: 0, times: 'forever', options: { ms: 5 } }]);
    await get('/__fault', { method: 'DELETE' });
    expect(await (await get('/__fault')).json()).toEqual({ armed: [] });
  });

  it('tells which port is taken', async () => {
    await expect(createSandbox(noteProvider()).start({ port: sandbox.port })).rejects.toThrow(/"notes" cannot listen on 127\.0\.0\.1:\d+.*EADDRINUSE/);
  });

  it('stops at once, even with a silent client', async () => {
    await arm('commit_then_drop', { hang_ms: 60_000 });
    const hanging = post('/v1/notes', {}).catch(() => 'gone');
    while ((await notes()).length === 0);
    await sandbox.stop();
    expect(await hanging).toBe('gone');
    sandbox = await createSandbox(noteProvider()).start();
  });

  describe('faults that answer', () => {
    it.each([
      ['500', {}, 500, 0],
      ['500_after_commit', {}, 500, 1],
      ['503_html', {}, 503, 0],
      ['503_html', { status: 502 }, 502, 0],
      ['429', {}, 429, 0],
      ['expired_token', {}, 401, 0],
      ['wrapped_error', { status: 422 }, 422, 0],
      ['malformed', {}, 201, 1],
      ['empty', {}, 201, 1],
      ['redirect', { location: 'http://169.254.169.254/' }, 302, 0],
    ])('%s %p answers %d and commits %d', async (fault, options, status, committed) => {
      await arm(fault, options);
      const answer = await get('/v1/notes', { method: 'POST', body: '{"a":1}', redirect: 'manual' });
      expect([answer.status, (await notes()).length]).toEqual([status, committed]);
      expect((await log())[0]).toMatchObject({ fault, status });
      expect((await post('/v1/notes', {})).status).toBe(201);
    });

    it.each([
      [{}, /^1$/],
      [{ retry_after: 7 }, /^7$/],
      [{ retry_after: 'Wed, 21 Oct 2026 07:28:00 GMT' }, /^Wed, 21 Oct 2026 07:28:00 GMT$/],
      [{ retry_after: 5, retry_after_as: 'date' }, / GMT$/],
      [{ retry_after: 'none' }, null],
    ])('429 %p carries Retry-After %p', async (options, expected) => {
      await arm('429', options);
      const header = (await get('/v1/notes')).headers.get('retry-after');
      if (expected === null) expect(header).toBeNull();
      else expect(header).toMatch(expected);
    });

    it('answers broken bodies', async () => {
      const bodyAfter = async (fault: string, options = {}) => {
        await arm(fault, { method: 'GET', ...options });
        return (await get('/v1/notes/1')).text();
      };
      expect(await bodyAfter('empty')).toBe('');
      expect(await bodyAfter('malformed')).toBe('{"id"');
      expect(await bodyAfter('malformed', { as: 'html' })).toContain('<html>');
      expect(await bodyAfter('503_html')).toContain('<html>');
      expect(JSON.parse(await bodyAfter('wrapped_error', { message: 'no', code: 7 }))).toEqual({ error: { message: 'no', code: 7 } });
    });

    it('sends a redirect where told', async () => {
      await arm('redirect', { location: 'http://169.254.169.254/', status: 307 });
      const answer = await get('/v1/notes', { redirect: 'manual' });
      expect([answer.status, answer.headers.get('location')]).toEqual([307, 'http://169.254.169.254/']);
    });
  });

  describe('faults on the wire', () => {
    /** What a bare socket receives until the server closes it. */
    async function rawPost(): Promise<string> {
      const socket = connect(sandbox.port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.write('POST /v1/notes HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Type: application/json\r\n\r\n{}');
      let received = '';
      socket.on('data', (chunk) => (received += chunk.toString()));
      await once(socket, 'close');
      return received;
    }

    it('reset_before: no byte, nothing committed', async () => {
      await arm('reset_before');
      expect(await rawPost()).toBe('');
      expect(await notes()).toEqual([]);
      expect((await log())[0]).toMatchObject({ fault: 'reset_before', status: null });
    });

    it('commit_then_drop: no byte, but committed', async () => {
      await arm('timeout_after_commit');
      expect(await rawPost()).toBe('');
      expect(await notes()).toEqual([{}]);
      expect((await log())[0]).toMatchObject({ fault: 'commit_then_drop', status: null });
    });

    it('commit_then_drop with hang_ms: silence first', async () => {
      await arm('commit_then_drop', { hang_ms: 150 });
      const started = performance.now();
      expect(await rawPost()).toBe('');
      expect(performance.now() - started).toBeGreaterThanOrEqual(140);
      expect(await notes()).toEqual([{}]);
    });

    it('cut_body: promises more than it sends', async () => {
      await arm('cut_body');
      const [head, body] = (await rawPost()).split('\r\n\r\n');
      expect(Number(/content-length: (\d+)/i.exec(head!)![1])).toBeGreaterThan(body!.length);
      expect(body!.length).toBeGreaterThan(0);
    });

    it('delay: late, but right', async () => {
      await arm('delay', { ms: 150 });
      const started = performance.now();
      expect((await get('/v1/notes')).status).toBe(200);
      expect(performance.now() - started).toBeGreaterThanOrEqual(140);
    });

    it('slow: the headers at once, the body drop by drop', async () => {
      await arm('slow', { ms_per_chunk: 30 });
      const started = performance.now();
      const answer = await get('/v1/notes/12');
      const headersAfter = performance.now() - started;
      expect(await answer.text()).toBe('{"id":"12"}');
      expect(performance.now() - started - headersAfter).toBeGreaterThanOrEqual(200);
    });

    it('slow: survives a client that hangs up', async () => {
      await arm('slow', { ms_per_chunk: 20 });
      const hangUp = new AbortController();
      const answer = await get('/v1/notes/12', { signal: hangUp.signal });
      hangUp.abort();
      await expect(answer.text()).rejects.toThrow('abort');
      await new Promise((resolve) => setTimeout(resolve, 60));
      expect((await get('/v1/notes')).status).toBe(200);
    });

    it('huge: never ends, and ends with the client', async () => {
      await arm('huge');
      const answer = await get('/v1/notes');
      let received = 0;
      for await (const chunk of answer.body!) {
        received += chunk.length;
        if (received > 5_000_000) break;
      }
      expect(received).toBeGreaterThan(5_000_000);
      expect((await get('/v1/notes')).status).toBe(200);
    });
  });
});
