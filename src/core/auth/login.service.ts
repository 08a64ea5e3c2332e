import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import type { Text } from '../i18n/index.js';
import { AppUser } from './app-user.entity.js';
import type { Caller } from './caller.js';
import { ACCOUNT, accountSubject, ADDRESS, addressSubject, giveBack, takeTry } from './login-throttle.js';
import { DUMMY_HASH, verifyPassword } from './passwords.js';
import { callerOf } from './session-callers.service.js';

export type LoginResult =
  | { ok: true; user: AppUser; caller: Caller }
  /** `retry_after`: seconds; 0 when another try is allowed at once. The text does not tell which accounts exist. */
  | { ok: false; retry_after: number; text: Text };

/** Signing in with e-mail and password. */
@Injectable()
export class LoginService {
  constructor(private readonly db: DataSource, private readonly audit: AuditService) {}

  /** Never throws for wrong credentials. An unknown, an inactive and a real account cost and say the same. */
  async authenticate(email: string, password: string, ip: string): Promise<LoginResult> {
    const [account, address] = [accountSubject(email), addressSubject(ip)];
    const wait = (await takeTry(this.db, address, ADDRESS)) || (await takeTry(this.db, account, ACCOUNT));
    if (wait > 0) return { ok: false, retry_after: wait, text: tooMany(wait) };

    const user = await this.byEmail(email);
    const right = await verifyPassword(password, user?.active ? user.password_hash : DUMMY_HASH);
    if (!right || !user) return { ok: false, retry_after: 0, text: WRONG };

    await giveBack(this.db, account, address);
    await this.db.query('UPDATE app_user SET last_login_at = now() WHERE id = $1', [user.id]);
    const caller = callerOf(user, ip);
    await this.audit.record({ caller, action: 'user.signed_in', subject_type: 'user', subject_id: user.id });
    return { ok: true, user, caller };
  }

  private byEmail(email: string): Promise<AppUser | null> {
    return this.db.getRepository(AppUser).createQueryBuilder('u').where('lower(u.email) = lower(:email)', { email: email.trim() }).getOne();
  }
}

const WRONG: Text = { es: 'Correo o contraseña incorrectos.', en: 'Wrong e-mail or password.' };

const tooMany = (seconds: number): Text => ({
  es: `Demasiados intentos: espere ${seconds} s y vuelva a intentar.`,
  en: `Too many tries: wait ${seconds} s and try again.`,
});
