import { isSameOrigin } from './same-origin.js';

describe('isSameOrigin', () => {
  const host = 'puente.example:3000';
  it.each([
    ['nothing to judge by', {}, false],
    ['our page, by fetch metadata', { 'sec-fetch-site': 'same-origin' }, true],
    ['a sister site', { 'sec-fetch-site': 'same-site' }, false],
    ['another site that forges nothing', { 'sec-fetch-site': 'cross-site', origin: `http://${host}` }, false],
    ['typed by hand', { 'sec-fetch-site': 'none' }, false],
    ['our page, by origin', { origin: `http://${host}` }, true],
    ['our page behind a proxy with TLS', { origin: `https://${host}` }, true],
    ['our public address', { origin: 'https://admin.puente.example' }, true],
    ['another port', { origin: 'http://puente.example:3001' }, false],
    ['a sandboxed frame', { origin: 'null' }, false],
    ['a look-alike', { origin: `http://${host}.evil.example` }, false],
    ['another scheme', { origin: 'file:///etc' }, false],
  ])('%s', (_, headers, expected) => {
    expect(isSameOrigin({ headers: { host, ...headers } }, 'https://admin.puente.example')).toBe(expected);
  });
});
