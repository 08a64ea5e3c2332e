import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { openTestHouse, type TestHouse } from '../support/house.js';
import { alegraCredential, deliver, ended, sale, signed, WEBHOOK_SECRET } from '../support/core/alegra.js';

let test: TestHouse;
beforeAll(async () => {
  test = await openTestHouse();
  const made = await test.api.post('/api/credentials', alegraCredential(test.sandboxes.alegra!.baseUrl));
  if (made.status !== 201) throw new Error(made.text);
}, 60_000);
afterAll(() => test.close());

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const raw = async (id: string) => {
  const response = await fetch(`${test.api.origin}/api/messages/${id}/raw`, { headers: { 'x-api-key': 'test-bootstrap-key-0123456789' } });
  return { type: response.headers.get('content-type'), bytes: Buffer.from(await response.arrayBuffer()) };
};
const nested = (depth: number) => Buffer.from('['.repeat(depth) + ']'.repeat(depth));
const text = JSON.stringify(sale());

describe('a delivery that cannot be read is kept byte for byte and ends as a validation error', () => {
  const unreadable: [name: string, body: Buffer, code: string][] = [
    ['no JSON', Buffer.from('<xml>hola</xml>'), 'payload_not_json'],
    ['a NUL byte', Buffer.from('\u0000\u0001nada'), 'payload_not_json'],
    ['a NUL byte inside', Buffer.from('{"doctype":"POS Invoice\u0000","a":1}'), 'payload_not_json'],
    ['JSON that breaks off', Buffer.from(text.slice(0, 200)), 'payload_not_json'],
    ['NaN', Buffer.from('{"doctype":"POS Invoice","name":"X","total":NaN}'), 'payload_not_json'],
    ['a comma too many', Buffer.from('{"a":1,}'), 'payload_not_json'],
    ['Latin-1', Buffer.from('{"name":"Muñoz"}', 'latin1'), 'payload_not_utf8'],
    ['UTF-16', Buffer.from('{"a":1}', 'utf16le'), 'payload_not_json'],
    ['UTF-16 with its mark', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]), 'payload_not_utf8'],
    ['nothing', Buffer.alloc(0), 'payload_empty'],
    ['spaces', Buffer.from(' \n\t '), 'payload_empty'],
    ['101 levels', nested(101), 'payload_too_deep'],
    ['200 000 levels', nested(200_000), 'payload_too_deep'],
    ['5 000 000 levels', nested(5_000_000), 'payload_too_deep'],
    ['levels of objects', Buffer.from('{"a":'.repeat(101) + '1' + '}'.repeat(101)), 'payload_too_deep'],
  ];
  it.each(unreadable)('%s', async (_name, body, code) => {
    const id = await deliver(test.api, body);
    const message = await ended(test.api, id);
    expect(message).toMatchObject({ status: 'processed', outcome: 'failed', error_category: 'validation_error', error_code: code });
    const stored = await raw(id);
    expect(stored.type).toBe('application/octet-stream');
    expect([stored.bytes.length, sha256(stored.bytes)]).toEqual([body.length, sha256(body)]);
  });
});

describe('a delivery that can be read keeps its bytes too', () => {
  const named = (name: string, rest: string) => Buffer.from(`{"doctype":"Note","name":"${name}",${rest}}`);
  const readable: [name: string, body: Buffer][] = [
    ['equal keys', named('A1', '"a":1,"a":2')],
    ['big numbers', named('A2', '"n":12345678901234567890.10,"m":1e400')],
    ['numbers beyond numeric', named('A3', '"n":1e999999')],
    ['\\u0000', named('A4', '"s":"a\\u0000b"')],
    ['a lone surrogate', named('A5', '"s":"\\ud800"')],
    ['a lone surrogate as key', named('A6', '"\\udfff":1')],
    ['\\u0000 in the name', Buffer.from('{"doctype":"POS Invoice","name":"N\\u0000\\ud800X","docstatus":1,"event":"on_submit"}')],
    ['a byte order mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), named('A7', '"a":1')])],
    ['100 levels', Buffer.from('{"doctype":"Note","x":' + '['.repeat(99) + ']'.repeat(99) + '}')],
    ['a scalar', Buffer.from('42')],
    ['an array', Buffer.from('[1,2,3]')],
    ['__proto__', named('A8', '"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}')],
    ['9.9 MB', Buffer.from(`{"doctype":"Note","name":"A9","x":"${'ñ'.repeat(4_950_000 - 100)}"}`)],
    ['spaces of all kinds', Buffer.from('\r\n{ "doctype" :\t"Note" , "name":"A10"}\n\n')],
  ];
  it.each(readable)('%s', async (_name, body) => {
    const id = await deliver(test.api, body);
    const message = await ended(test.api, id);
    const stored = await raw(id);
    expect([stored.bytes.length, sha256(stored.bytes)]).toEqual([body.length, sha256(body)]);
    expect(message.error_category).not.toBe('internal_error');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('warns of equal keys, names them, and reads the last', async () => {
    const document = sale();
    const body = Buffer.from(JSON.stringify(document).replace('"docstatus":1', '"docstatus":1,"remarks":"uno","remarks":"dos"'));
    const message = await ended(test.api, await deliver(test.api, body));
    expect(message.outcome).toBe('succeeded');
    expect(message.warnings).toContainEqual({ code: 'duplicate_keys', message: expect.stringContaining('remarks') });
    expect((message.payload as { remarks: string }).remarks).toBe('dos');
  });

  it('shows every digit of a number', async () => {
    const id = await deliver(test.api, Buffer.from('{"doctype":"Note","name":"B1","n":12345678901234567890.10,"__proto__":{"x":1}}'));
    const { text: shown } = await test.api.get(`/api/messages/${id}`);
    expect(shown).toContain('12345678901234567890.10');
    expect(shown).toContain('"__proto__":{"x":1}');
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=utf-16', 'multipart/form-data; boundary=x', 'application/octet-stream', 'tonterías'])(
    'whatever its Content-Type says: %s',
    async (type) => {
      const body = Buffer.from(JSON.stringify(sale({ doctype: 'Note' })));
      const answer = await test.api.post('/api/alegra/webhooks/erpnext', body, { ...signed(body), 'content-type': Buffer.from(type).toString('latin1') });
      expect(answer.status).toBe(202);
      expect((await raw(answer.body.messageId as string)).bytes.equals(body)).toBe(true);
    },
  );
});

describe('too large', () => {
  const tooLarge = Buffer.alloc(10 * 1024 * 1024 + 1, 'x');

  it('is refused by its Content-Length', async () => {
    const answer = await test.api.post('/api/alegra/webhooks/erpnext', tooLarge, signed(tooLarge));
    expect(answer.status).toBe(413);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  it('is refused without a Content-Length', async () => {
    expect(await chunked('/api/alegra/webhooks/erpnext', 30)).toBe(413);
    expect(await chunked('/api/messages/resend', 30)).toBe(413);
  });

  it('is refused when it only looks small', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(100_000);
    const answer = await test.api.post('/api/alegra/webhooks/erpnext', bomb, { ...signed(bomb), 'content-encoding': 'gzip' });
    expect(answer.status).toBe(413);
  });

  it('takes exactly 10 MiB', async () => {
    const body = Buffer.alloc(10 * 1024 * 1024, ' ');
    const answer = await test.api.post('/api/alegra/webhooks/erpnext', body, signed(body));
    expect(answer.status).toBe(202);
  });
});

/** Sends `megabytes` in chunks, as a sender who does not say how much is coming. Answers the status. */
function chunked(path: string, megabytes: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(`${test.api.origin}${path}`, { method: 'POST', headers: { 'x-api-key': 'test-bootstrap-key-0123456789' } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode!);
    });
    // The server may close while we still send: what counts is its answer.
    call.on('error', (error: NodeJS.ErrnoException) => (['ECONNRESET', 'EPIPE'].includes(error.code ?? '') ? undefined : reject(error)));
    for (let sent = 0; sent < megabytes; sent++) call.write(Buffer.alloc(1024 * 1024, 'x'));
    call.end();
  });
}

describe('who is not known leaves no row, but is counted', () => {
  const rows = async () => (await test.api.get<{ data: unknown[] }>('/api/messages?limit=500')).body.data.length;
  const counted = async () => Number(/signature[^\n]*\{integration="alegra"\} (\d+)/.exec((await test.api.get('/metrics')).text)?.[1] ?? 0);

  it.each([
    ['a wrong secret', (body: Buffer) => signed(body, `${WEBHOOK_SECRET}!`)],
    ['the signature of another body', () => signed(Buffer.from('{}'))],
    ['a signature that is none', () => ({ 'x-frappe-webhook-signature': 'ñ'.repeat(40).normalize('NFD').replace(/[^ -~]/g, '?') })],
    ['no signature', () => ({})],
  ])('%s', async (_name, headers) => {
    const [before, countedBefore] = [await rows(), await counted()];
    const body = Buffer.from(JSON.stringify(sale()));
    const response = await fetch(`${test.api.origin}/api/alegra/webhooks/erpnext`, { method: 'POST', body, headers: headers(body) as Record<string, string> });
    expect(response.status).toBe(401);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await rows()).toBe(before);
    expect(await counted()).toBe(countedBefore + 1);
  });
});

describe('another REST body that cannot be read is 400', () => {
  const unreadable: [name: string, body: Buffer, code: string][] = [
    ['no JSON', Buffer.from('{"ids": [}'), 'malformed_json'],
    ['not UTF-8', Buffer.from('{"reason":"ñ"}', 'latin1'), 'wrong_encoding'],
    ['101 levels', nested(101), 'too_deep'],
    ['5 000 000 levels', nested(5_000_000), 'too_deep'],
    ['an array', Buffer.from('[]'), 'validation_failed'],
    ['text', Buffer.from('"hola"'), 'validation_failed'],
    ['null', Buffer.from('null'), 'validation_failed'],
    ['__proto__', Buffer.from('{"__proto__":{"polluted":1},"ids":["x"]}'), 'forbidden_key'],
    ['constructor', Buffer.from('{"constructor":{"prototype":{"polluted":1}}}'), 'validation_failed'],
    ['__proto__ inside', Buffer.from('{"filter":{"__proto__":{"polluted":1}}}'), 'forbidden_key'],
  ];
  it.each(unreadable)('%s', async (name, body, code) => {
    for (const path of ['/api/messages/resend', '/api/companies', '/api/credentials', '/api/users', '/api/api-keys']) {
      const answer = await test.api.post(path, body, { 'content-type': 'application/json' });
      expect([path, answer.status, answer.headers.get('content-type')]).toEqual([path, 400, expect.stringContaining('application/problem+json')]);
      if (code !== 'validation_failed') expect(answer.body.code).toBe(code);
    }
    expect([name, ({} as Record<string, unknown>).polluted]).toEqual([name, undefined]);
  });

  it.each(['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x'])('a body that is not JSON is 415: %s', async (type) => {
    const answer = await test.api.post('/api/companies', '{"code":"x","name":"x"}', { 'content-type': type });
    expect([answer.status, answer.body.code]).toEqual([415, 'json_expected']);
  });
});
