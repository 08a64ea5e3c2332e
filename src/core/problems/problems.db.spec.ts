import { Controller, Get } from '@nestjs/common';
import { BOOTSTRAP_KEY, startPeopleApp, type PeopleApp } from '../../../test/support/people-app.js';
import { Public } from '../auth/index.js';

@Controller('fault')
class FaultController {
  @Public()
  @Get()
  fail() {
    throw new Error('password=hunter2 in SELECT * FROM app_user');
  }
}

describe('problem documents over HTTP', () => {
  let app: PeopleApp;
  const key = BOOTSTRAP_KEY;
  beforeAll(async () => {
    app = await startPeopleApp([FaultController]);
  });
  afterAll(() => app.close());

  it('speak the reader’s language, Spanish first', async () => {
    const told = async (language?: string) => {
      const { body, headers } = await app.call('GET', '/api/companies/nada', { key, headers: language ? { 'accept-language': language } : {} });
      return [headers.get('content-language'), body.title, body.detail];
    };
    const spanish = ['es', 'No encontrado', 'No existe, o no está a su alcance.'];
    expect(await told()).toEqual(spanish);
    expect(await told('fr')).toEqual(spanish);
    expect(await told('en-GB,es;q=0.5')).toEqual(['en', 'Not found', 'It does not exist, or is not within your reach.']);
  });

  it('are whole', async () => {
    const { headers, body } = await app.call('GET', '/api/nowhere?token=abc', { key, headers: { 'accept-language': 'en' } });
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(body).toEqual({
      type: 'urn:puente:problem:not_found', title: 'Not found', status: 404, code: 'not_found',
      detail: 'This address does not exist.', instance: '/api/nowhere',
    });
  });

  it.each([
    ['malformed', '{"a":', 400, 'malformed_json'],
    ['too large', JSON.stringify({ a: 'x'.repeat(200_000) }), 413, 'payload_too_large'],
    ['a zero byte', JSON.stringify({ code: 'cero', name: 'a\u0000b' }), 400, 'invalid_value'],
  ])('a body that is %s', async (_, body, status, code) => {
    expect((await app.call('POST', '/api/companies', { key, body })).body).toMatchObject({ status, code });
  });

  it('a fault of ours says only where to look', async () => {
    const { status, body } = await app.call('GET', '/fault');
    expect(status).toBe(500);
    expect(body.detail).toContain(body.error_id as string);
    expect(JSON.stringify(body)).not.toMatch(/hunter2|SELECT|\.ts|\.js/);
  });

  it('an unreachable database is a 503 that says when to come back', async () => {
    await app.db.destroy();
    const { status, headers, body } = await app.call('GET', '/api/companies', { key });
    expect({ status, wait: headers.get('retry-after'), code: body.code }).toEqual({ status: 503, wait: '5', code: 'database_unavailable' });
  });
});
