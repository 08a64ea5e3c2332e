import { runInNewContext } from 'node:vm';
import { BadRequestException, HttpException, NotFoundException, PayloadTooLargeException } from '@nestjs/common';
import { QueryFailedError } from 'typeorm';
import { IntegrationFailure } from '../errors/index.js';
import { toProblem } from './index.js';

const pgError = (code: string) => new QueryFailedError('SELECT secret', [], Object.assign(new Error('SELECT secret'), { code }));
const withCode = (code: string) => Object.assign(new Error(`connect ${code}`), { code });
const bodyError = (type: string) => Object.assign(new SyntaxError('Unexpected token'), { type, status: 400 });

describe('toProblem', () => {
  it.each([
    ['a connection refused', withCode('ECONNREFUSED'), 503, 'database_unavailable'],
    ['a server shutting down', pgError('57P01'), 503, 'database_unavailable'],
    ['no connection left', pgError('53300'), 503, 'database_unavailable'],
    ['a pool that waits in vain', new Error('timeout exceeded when trying to connect'), 503, 'database_unavailable'],
    ['a connection lost', new QueryFailedError('x', [], new Error('Connection terminated unexpectedly')), 503, 'database_unavailable'],
    ['a socket reset, as an error of another realm', new QueryFailedError('x', [], runInNewContext("Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })") as Error), 503, 'database_unavailable'],
    ['a statement too slow', pgError('57014'), 503, 'database_busy'],
    ['a deadlock', pgError('40P01'), 503, 'database_busy'],
    ['a duplicate', pgError('23505'), 409, 'already_exists'],
    ['a zero byte in a text', pgError('22021'), 400, 'invalid_value'],
    ['a body too large', bodyError('entity.too.large'), 413, 'payload_too_large'],
    ['malformed JSON, as Nest hands it on', new BadRequestException('x', { cause: bodyError('entity.parse.failed') }), 400, 'malformed_json'],
    ['JSON nested too deep', bodyError('entity.too.deep'), 400, 'too_deep'],
    ['a charset we do not read', new HttpException('x', 415, { cause: bodyError('charset.unsupported') }), 400, 'wrong_encoding'],
    ['an unknown address', new NotFoundException('Cannot GET /x'), 404, 'not_found'],
    ['any other refusal of Nest', new PayloadTooLargeException(), 413, 'payload_too_large'],
    ['a document the provider refuses', new IntegrationFailure('validation_error', { code: 'alegra.1', message: 'x' }), 422, 'alegra.1'],
    ['a provider that fails', new IntegrationFailure('server_error', { code: 'alegra.500', message: 'x' }), 502, 'alegra.500'],
  ])('%s', (_, error, status, code) => {
    const found = toProblem(error);
    expect({ status: found?.getStatus(), code: found?.details.code }).toEqual({ status, code });
    expect(JSON.stringify(found?.details)).not.toMatch(/SELECT|secret|Unexpected/);
  });

  it('passes the wait of a provider on', () => {
    const failure = new IntegrationFailure('rate_limited', { code: 'alegra.429', message: 'x', retryAfterMs: 1_500 });
    expect(toProblem(failure)?.details.headers).toEqual({ 'Retry-After': '2' });
  });

  it.each([new Error('x'), new TypeError('x'), pgError('42601'), 'text', null, undefined, { type: 'toString' }, new HttpException('x', 500)])(
    'leaves %p as a fault of ours', (error) => expect(toProblem(error)).toBeUndefined(),
  );
});
