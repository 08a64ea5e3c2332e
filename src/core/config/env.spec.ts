import { EnvProblems, readEnv } from './env.js';

describe('readEnv', () => {
  it('has a default for everything that can have one', () => {
    const env = readEnv({});
    expect(env).toMatchObject({ PORT: 3000, ROLES: ['api', 'worker', 'scheduler'], SANDBOX: true, DATA_DIR: './data' });
  });

  it('reads lists, switches and numbers', () => {
    const env = readEnv({ PORT: '8080', ROLES: 'api, worker', SANDBOX: 'off', ALLOW_PRIVATE_HOSTS: 'on', DATABASE_URL: '' });
    expect(env).toMatchObject({ PORT: 8080, ROLES: ['api', 'worker'], SANDBOX: false, ALLOW_PRIVATE_HOSTS: true });
    expect(env.DATABASE_URL).toBeUndefined();
  });

  it('names every wrong value at once', () => {
    const wrong = { PORT: '70000', ROLES: 'api,cook', SANDBOX: 'maybe', DATABASE_URL: 'mysql://x', ENCRYPTION_KEYS: 'short' };
    try {
      readEnv(wrong);
      throw new Error('accepted');
    } catch (error) {
      const { problems } = error as EnvProblems;
      for (const name of Object.keys(wrong)) expect(problems.some((problem) => problem.includes(name))).toBe(true);
    }
  });

  it('wants a folder that is there', () => {
    expect(() => readEnv({ HACIENDA_TRUSTED_ROOTS: '/no/hay' })).toThrow('HACIENDA_TRUSTED_ROOTS must be a folder that exists');
    expect(readEnv({ HACIENDA_TRUSTED_ROOTS: import.meta.dirname }).HACIENDA_TRUSTED_ROOTS).toBe(import.meta.dirname);
  });

  it('takes an identity provider over https, or on this very machine, with its client', () => {
    const given = { OIDC_ISSUER: 'https://login.example/realms/acme', OIDC_CLIENT_ID: 'puente', OIDC_ROLE_MAP: 'jefes=admin, CN=Caja=operator' };
    expect(readEnv(given)).toMatchObject({ ...given, OIDC_NAME: 'OpenID Connect', OIDC_CREATE_USERS: false, OIDC_DEFAULT_COMPANIES: ['default'] });
    expect(readEnv({ ...given, OIDC_ISSUER: 'http://127.0.0.1:8080/x' }).OIDC_ISSUER).toBe('http://127.0.0.1:8080/x');
    expect(() => readEnv({ ...given, OIDC_ISSUER: 'http://login.example' })).toThrow('OIDC_ISSUER must start with https://');
    expect(() => readEnv({ ...given, OIDC_CLIENT_ID: '' })).toThrow('OIDC_CLIENT_ID is required with OIDC_ISSUER');
    expect(() => readEnv({ ...given, OIDC_ROLE_MAP: 'jefes=jefe' })).toThrow('OIDC_ROLE_MAP must be value=role');
    expect(() => readEnv({ ...given, OIDC_DEFAULT_ROLE: 'jefe' })).toThrow('OIDC_DEFAULT_ROLE');
  });

  it('demands real keys in production', () => {
    expect(() => readEnv({ NODE_ENV: 'production' })).toThrow(/ENCRYPTION_KEYS[\s\S]*SESSION_SECRET/);
  });
});
