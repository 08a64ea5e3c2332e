import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { invalidFields, notFound, problem } from '../problems/index.js';
import { AppUser } from './app-user.entity.js';
import type { Caller } from './caller.js';
import { ACCOUNT, takeTry } from './login-throttle.js';
import { hashPassword, verifyPassword } from './passwords.js';
import { SessionCallers } from './session-callers.service.js';
import { UserSessions } from './user-sessions.service.js';

/** What people change of themselves. Role and companies are others' business. */
@Injectable()
export class ProfileService {
  constructor(
    private readonly db: DataSource,
    private readonly audit: AuditService,
    private readonly callers: SessionCallers,
    private readonly sessions: UserSessions,
  ) {}

  async get({ id }: Caller): Promise<AppUser> {
    const user = await this.db.getRepository(AppUser).findOneBy({ id: id ?? undefined });
    if (!id || !user) throw notFound();
    return user;
  }

  async update(caller: Caller, changes: { name?: string; locale?: string }): Promise<AppUser> {
    const { id, name, locale } = await this.get(caller);
    await this.db.transaction(async (manager) => {
      await manager.getRepository(AppUser).update({ id }, changes);
      await this.audit.record({ caller, action: 'user.profile_updated', subject_type: 'user', subject_id: id, before: { name, locale }, after: { name, locale, ...changes } }, manager);
    });
    this.callers.forget(id);
    return this.get(caller);
  }

  /** Ends every session of this person; the caller's own begins anew. Guesses of the old password are limited as at the login. */
  async changePassword(caller: Caller, current: string, password: string): Promise<void> {
    const user = await this.get(caller);
    const subject = `password:${user.id}`;
    const wait = await takeTry(this.db, subject, ACCOUNT);
    if (wait > 0) throw tooMany(wait);
    if (!(await verifyPassword(current, user.password_hash))) throw invalidFields({ path: 'current', es: 'no es su contraseña actual', en: 'is not your current password' });
    if (current === password) throw invalidFields({ path: 'password', es: 'debe ser distinta de la actual', en: 'must differ from the current one' });
    const password_hash = await hashPassword(password);
    await this.db.transaction(async (manager) => {
      await manager.getRepository(AppUser).update({ id: user.id }, { password_hash });
      await manager.query('DELETE FROM login_throttle WHERE subject = $1', [subject]);
      const ended = await this.sessions.endAll(user.id, null, manager);
      await this.audit.record({ caller, action: 'user.password_changed', subject_type: 'user', subject_id: user.id, after: { sessions_ended: Math.max(0, ended - 1) } }, manager);
    });
    this.callers.forget(user.id);
  }

  async endSession(caller: Caller, id: string): Promise<void> {
    await this.sessions.end(caller.id!, id);
    await this.recordEnded(caller, 1);
  }

  /** Every session but the caller's own. */
  async endOthers(caller: Caller, own: string): Promise<number> {
    const ended = await this.sessions.endAll(caller.id!, own);
    if (ended > 0) await this.recordEnded(caller, ended);
    return ended;
  }

  private recordEnded(caller: Caller, sessions_ended: number): Promise<void> {
    return this.audit.record({ caller, action: 'user.sessions_ended', subject_type: 'user', subject_id: caller.id!, after: { sessions_ended } });
  }
}

const tooMany = (seconds: number) =>
  problem(429, {
    code: 'too_many_tries',
    es: `Demasiados intentos: espere ${seconds} s y vuelva a intentar.`,
    en: `Too many tries: wait ${seconds} s and try again.`,
    headers: { 'Retry-After': String(seconds) },
  });
