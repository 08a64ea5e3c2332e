import { IntegrationFailure } from '../errors/index.js';
import { redactValues } from '../redaction/index.js';
import { judge, shape } from './call-shape.js';
import type { Exchange } from './exchange.js';
import type { CallRequest } from './provider-calls.js';

const BASE = 'https://api.proveedor.example/v1';
const call = (more: Partial<CallRequest>): CallRequest => ({ method: 'POST', path: 'a', event: 'x.y', write: false, ...more });
const answered = (status: number, body: string, headers: Record<string, string> = {}): Exchange => ({ method: 'POST', url: BASE, answer: { status, headers, body } });
const refused = ({ answer }: Exchange) => new IntegrationFailure('validation_error', { code: 'x', message: `${answer?.headers['x-why']} ${answer?.body}` });

it.each<[Partial<CallRequest>, string]>([
  [{ path: '/a/b' }, `${BASE}/a/b`],
  [{ query: { q: 'á b', n: 1, none: undefined } }, `${BASE}/a?q=%C3%A1+b&n=1`],
  [{ base: 'https://idp.proveedor.example/token', path: '' }, 'https://idp.proveedor.example/token'],
  [{ base: 'https://idp.proveedor.example/oidc/', path: 'logout' }, 'https://idp.proveedor.example/oidc/logout'],
])('%j goes to %s', (more, url) => expect(shape(BASE, call(more)).url).toBe(url));

it.each<[Partial<CallRequest>, string | undefined, string | undefined]>([
  [{ body: { a: 1 } }, '{"a":1}', 'application/json'],
  [{ form: { grant_type: 'password', password: 'a&b=c ñ+%' } }, 'grant_type=password&password=a%26b%3Dc+%C3%B1%2B%25', 'application/x-www-form-urlencoded'],
  [{}, undefined, undefined],
])('%j is sent as %s', (more, body, type) => {
  const sent = shape(BASE, call(more));
  expect(sent.body).toBe(body);
  expect(sent.headers['content-type']).toBe(type);
});

it('a secret in a form is found again in what is logged', () => {
  const secret = '#a&b=c ñ+%/_-$21';
  expect(redactValues(shape(BASE, call({ form: { password: secret } })).body!, [secret])).toBe('password=[redacted]');
});

it('an empty 2xx is good only where the call allows it', () => {
  expect(judge(answered(202, ''), call({ mayBeEmpty: true }), refused, [])).toEqual({ json: undefined });
  expect(judge(answered(202, ''), call({}), refused, [])).toHaveProperty('failure');
  expect(judge(answered(500, ''), call({ mayBeEmpty: true }), refused, [])).toHaveProperty('failure');
  expect(judge(answered(200, '{"a":1}'), call({ mayBeEmpty: true }), refused, [])).toEqual({ json: { a: 1 } });
});

it('who translates a refusal sees no secret, in the body or in a header', () => {
  const verdict = judge(answered(400, 'no vale secreto-1', { 'x-why': 'secreto-1 ya se usó' }), call({}), refused, ['secreto-1']);
  expect(verdict).toMatchObject({ failure: { message: '[redacted] ya se usó no vale [redacted]' } });
});
