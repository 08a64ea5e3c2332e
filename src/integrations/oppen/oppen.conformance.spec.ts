import { getMetadataStorage } from 'class-validator';
import { oppen } from './oppen.definition.js';
import { oppenFailure } from './client/oppen.errors.js';

const names = (type: new () => object): string[] =>
  [...new Set(getMetadataStorage().getTargetValidationMetadatas(type, '', false, false).map(({ propertyName }) => propertyName))];

it('explains every secret and setting to people', () => {
  const { secrets, metadata, fields } = oppen.credentials;
  expect(fields.map(({ name }) => name).sort()).toEqual([...names(secrets), ...names(metadata)].sort());
  expect(fields.filter(({ kind }) => kind === 'secret').map(({ name }) => name).sort()).toEqual(names(secrets).sort());
});

const answer = (status: number) => ({ method: 'POST', url: 'https://api.example.com/v1/documents', answer: { status, headers: { 'retry-after': '7' }, body: '' } });
const fault = (sent: boolean) => ({ method: 'POST', url: 'https://api.example.com/v1/documents', fault: { kind: 'timeout' as const, sent, detail: '' } });

it.each([
  ['not sent', fault(false), 'network_error', 'network_error'],
  ['sent, no answer', fault(true), 'outcome_unknown', 'network_error'],
  ['2xx that cannot be read', answer(200), 'outcome_unknown', 'malformed_response'],
  ['401', answer(401), 'authentication_error', 'authentication_error'],
  ['422', answer(422), 'validation_error', 'validation_error'],
  ['429', answer(429), 'rate_limited', 'rate_limited'],
  ['503', answer(503), 'outcome_unknown', 'server_error'],
])('a write and a read that end in: %s', (_, exchange, write, read) => {
  expect(oppenFailure(exchange, { write: true }).category).toBe(write);
  expect(oppenFailure(exchange, { write: false }).category).toBe(read);
});

it('obeys Retry-After', () => expect(oppenFailure(answer(429), { write: false }).retryAfterMs).toBe(7000));
