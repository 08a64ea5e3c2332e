import { createServer, type Server, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Env } from '../config/index.js';
import { isPublicAddress } from './addresses.js';
import { HttpClient } from './http-client.js';

let server: Server | undefined;
let client: HttpClient;

async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const get = (url: string, timeoutMs = 1_000) => client.exchange({ method: 'GET', url, headers: {}, timeoutMs });

beforeEach(() => {
  client = new HttpClient(Object.assign(new Env(), { ALLOW_PRIVATE_HOSTS: true }));
});

afterEach(async () => {
  await client.onApplicationShutdown();
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

describe('HttpClient', () => {
  it('answers with status, headers and the text as received', async () => {
    const url = await serve((_, response) => response.writeHead(418, { 'X-A': 'b' }).end('{"té":1}'));
    expect(await get(url)).toMatchObject({ answer: { status: 418, headers: { 'x-a': 'b' }, body: '{"té":1}' } });
  });

  it('does not follow redirects', async () => {
    const url = await serve((_, response) => response.writeHead(302, { Location: 'http://169.254.169.254/' }).end());
    expect((await get(url)).answer?.status).toBe(302);
  });

  it('knows that a refused connection sent nothing', async () => {
    expect((await get('http://127.0.0.1:1')).fault).toMatchObject({ kind: 'refused', sent: false });
  });

  it('knows that an unknown host sent nothing', async () => {
    expect((await get('http://nowhere.invalid')).fault).toMatchObject({ kind: 'dns', sent: false });
  });

  it('knows that a dropped connection may have sent something', async () => {
    const url = await serve((request) => request.socket.destroy());
    expect((await get(url)).fault).toMatchObject({ kind: 'reset', sent: true });
  });

  it('knows that a silent server may have received something', async () => {
    const url = await serve(() => undefined);
    expect((await get(url, 100)).fault).toMatchObject({ kind: 'timeout', sent: true });
  });

  it('knows a dripping body from an answer', async () => {
    const url = await serve((_, response) => void response.writeHead(200).write('{'));
    expect((await get(url, 100)).fault).toMatchObject({ kind: 'timeout', sent: true });
  });

  it('stops reading a body without end', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200);
      const chunk = Buffer.alloc(256 * 1024);
      const pour = () => void (response.destroyed || response.write(chunk, () => setImmediate(pour)));
      pour();
    });
    expect((await get(url, 5_000)).fault).toMatchObject({ kind: 'too_large', sent: true });
  });
});

describe('private addresses', () => {
  it.each(['http://127.0.0.1:1', 'http://[::1]:1', 'http://2130706433:1', 'http://0x7f000001:1', 'http://[::ffff:10.0.0.1]:1', 'http://169.254.169.254/', 'http://localhost:1'])(
    'refuses %s before connecting',
    async (url) => {
      await client.onApplicationShutdown();
      client = new HttpClient(Object.assign(new Env(), { ALLOW_PRIVATE_HOSTS: false }));
      expect((await get(url)).fault).toMatchObject({ kind: 'blocked_address', sent: false });
    },
  );

  it.each(['8.8.8.8', '2001:4860:4860::8888'])('accepts %s', (address) => expect(isPublicAddress(address)).toBe(true));
});
