import { isSecretName, redact, redactValues } from './index.js';

describe('isSecretName', () => {
  it.each([
    'password', 'newPassword', 'password_hash', 'secrets', 'client_secret', 'webhook_secret', 'token', 'accessToken', 'api_key',
    'X-Api-Key', 'key', 'p12_base64', 'p12_pin', 'pin', 'Authorization', 'set-cookie', 'private_key', 'apiKey',
  ])('%s is secret', (name) => expect(isSecretName(name)).toBe(true));

  it.each(['dedupe_key', 'transfer_key_field', 'token_url', 'secret_names', 'key_id', 'name', 'company', 'pineapple', 'monkey', 'prefix'])(
    '%s is not',
    (name) => expect(isSecretName(name)).toBe(false),
  );
});

describe('redact', () => {
  it('replaces at any depth and leaves the rest', () => {
    const given = { name: 'Alegra', secrets: { token: 'abc' }, list: [{ p12_pin: 1234, total: '10.50' }], password: true, token: null };
    expect(redact(given)).toEqual({
      name: 'Alegra', secrets: '[redacted]', list: [{ p12_pin: '[redacted]', total: '10.50' }], password: true, token: null,
    });
    expect(given.secrets.token).toBe('abc');
  });

  it('survives cycles, dates, bytes, big numbers and hostile names', () => {
    const given: Record<string, unknown> = { at: new Date(0), raw: Buffer.from('abc'), big: 10n };
    given.self = given;
    Object.defineProperty(given, '__proto__', { value: { polluted: true }, enumerable: true });
    const copied = redact(given) as Record<string, unknown>;
    expect(copied).toMatchObject({ at: '1970-01-01T00:00:00.000Z', raw: '[3 bytes]', big: '10', self: '[circular]' });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(copied)).toBe(Object.prototype);
  });
});

describe('redactValues', () => {
  const secret = 'p4ss w/ñ"+=token';

  it.each([
    ['as it is', secret],
    ['in JSON', JSON.stringify({ echo: secret })],
    ['percent-encoded', `https://x.test/?t=${encodeURIComponent(secret)}`],
    ['percent-encoded in lower case', encodeURIComponent(secret).toLowerCase()],
    ['form-encoded', new URLSearchParams({ t: secret }).toString()],
    ['base64', Buffer.from(secret).toString('base64')],
    ['base64url', Buffer.from(secret).toString('base64url')],
    ['Basic, first position', `Basic ${Buffer.from(`ana:${secret}`).toString('base64')}`],
    ['Basic, second position', `Basic ${Buffer.from(`anas:${secret}`).toString('base64')}`],
    ['Basic, third position', `Basic ${Buffer.from(`a@b.c:${secret}`).toString('base64')}`],
    ['hexadecimal', Buffer.from(secret).toString('hex')],
  ])('finds it %s', (_, text) => {
    const redacted = redactValues(text, [secret]);
    expect(redacted).toContain('[redacted]');
    expect(redacted.length).toBeLessThan(text.length);
  });

  it('leaves ordinary text, and short values inside words and amounts', () => {
    expect(redactValues('total 91234.00, pin 1234, id 1234', ['1234', 'ab'])).toBe('total 91234.00, pin [redacted], id [redacted]');
    expect(redactValues('nothing here', ['', 'secret-value'])).toBe('nothing here');
  });

  it('takes the longest secret whole', () => {
    expect(redactValues('abcdefgh-ijkl', ['abcdefgh', 'abcdefgh-ijkl'])).toBe('[redacted]');
  });
});
