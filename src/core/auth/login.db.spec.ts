import { startPeopleApp, type PeopleApp } from '../../../test/support/people-app.js';
import { SYSTEM } from './caller.js';
import { LoginService } from './login.service.js';
import { ADDRESS, addressSubject, takeTry } from './login-throttle.js';
import { AuditService } from '../audit/index.js';

// Seconds pass while a password is checked: on a busy machine 30 left becomes 29.
const roughly = (seconds: number): number => Math.ceil(seconds / 10) * 10;
const HALF_A_MINUTE = { asymmetricMatch: (seconds: unknown) => typeof seconds === 'number' && roughly(seconds) === 30 };

describe('signing in', () => {
  let app: PeopleApp;
  let login: LoginService;
  let ips = 0;
  const freshIp = () => `10.0.0.${++ips}`;

  beforeAll(async () => {
    app = await startPeopleApp();
    login = new LoginService(app.db, new AuditService(app.db));
    for (const name of ['ana', 'eva', 'luz', 'sol']) {
      await app.users.create(SYSTEM, { email: `${name}@cafe.example`, name, password: 'una clave larga', role: 'viewer', companies: ['default'] });
    }
  });
  afterAll(() => app.close());

  const wrong = (email: string, ip = freshIp()) => login.authenticate(email, 'equivocada', ip);
  const wakeUp = (subject: string) => app.db.query('UPDATE login_throttle SET locked_until = now() WHERE subject = $1', [subject]);

  it('locks an account after five tries, then longer each time, up to a quarter of an hour', async () => {
    for (let n = 0; n < 5; n++) expect(await wrong('ana@cafe.example')).toMatchObject({ ok: false, retry_after: 0 });
    const waits: number[] = [];
    for (let n = 0; n < 7; n++) {
      const locked = await login.authenticate('ANA@cafe.example', 'una clave larga', freshIp());
      waits.push(locked.ok ? -1 : roughly(locked.retry_after));
      await wakeUp('account:ana@cafe.example');
      expect(await wrong('ana@cafe.example')).toMatchObject({ retry_after: 0 });
    }
    expect(waits).toEqual([30, 60, 120, 240, 480, 900, 900]);
    await wakeUp('account:ana@cafe.example');
    expect(await login.authenticate('ana@cafe.example', 'una clave larga', freshIp())).toMatchObject({ ok: true, caller: { name: 'ana' } });
    expect(await wrong('ana@cafe.example')).toMatchObject({ retry_after: 0 });
  });

  it('locks an address that tries one account after another, and a right password does not free it', async () => {
    for (let n = 0; n < ADDRESS.free - 1; n++) await takeTry(app.db, addressSubject('10.9.9.9'), ADDRESS);
    expect(await login.authenticate('eva@cafe.example', 'una clave larga', '10.9.9.9')).toMatchObject({ ok: true });
    await takeTry(app.db, addressSubject('10.9.9.9'), ADDRESS);
    expect(await login.authenticate('eva@cafe.example', 'una clave larga', '10.9.9.9')).toMatchObject({ ok: false, retry_after: HALF_A_MINUTE });
    expect(await login.authenticate('eva@cafe.example', 'una clave larga', '10.9.9.8')).toMatchObject({ ok: true });
  });

  it('a hundred tries at once are still five', async () => {
    const tries = await Promise.all(Array.from({ length: 100 }, () => wrong('luz@cafe.example')));
    expect(tries.filter((one) => !one.ok && one.retry_after === 0)).toHaveLength(5);
  });

  it('treats an unknown account as a real one: same sentence, same lock, same work', async () => {
    const [known, unknown] = [await wrong('sol@cafe.example'), await wrong('nadie@cafe.example')];
    expect(unknown).toEqual(known);
    const time = async (email: string) => {
      const started = process.hrtime.bigint();
      await wrong(email);
      return Number(process.hrtime.bigint() - started);
    };
    // The hash takes tens of milliseconds; without it an unknown account would answer in two.
    const [real, none] = [await time('sol@cafe.example'), await time('nadie@cafe.example')];
    expect(none / real).toBeGreaterThan(0.4);
    for (let n = 0; n < 3; n++) await wrong('nadie@cafe.example');
    expect(await wrong('nadie@cafe.example')).toMatchObject({ retry_after: HALF_A_MINUTE });
  });

  it('counts the addresses of one IPv6 customer as one', () => {
    expect(addressSubject('2001:db8:1:2::5')).toBe(addressSubject('2001:DB8:1:2:ffff::9'));
    expect(addressSubject('2001:db8:1:3::5')).not.toBe(addressSubject('2001:db8:1:2::5'));
    expect(addressSubject('::ffff:10.0.0.1')).toBe('address:10.0.0.1');
    expect(addressSubject('')).toBe('address:');
  });
});
