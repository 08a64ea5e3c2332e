import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { AuditService } from '../audit/audit.service.js';
import { CompaniesService } from '../companies/companies.service.js';
import { notFound, problem } from '../problems/index.js';
import { AppUser } from './app-user.entity.js';
import type { Caller } from './caller.js';
import { assertCompaniesExist, assertMayGrant, auditCompany, type Grant } from './grants.js';
import { hashPassword } from './passwords.js';
import { companyFilter, within } from './scoping.js';
import { SessionCallers } from './session-callers.service.js';
import { UserSessions, type UserSession } from './user-sessions.service.js';

export interface NewUser extends Grant {
  email: string;
  name: string;
  password: string;
  locale?: string;
  active?: boolean;
}

/** The people. Callers must be administrators (the routes see to it); here: within which companies, and how far. */
@Injectable()
export class UsersService {
  constructor(
    private readonly db: DataSource,
    private readonly audit: AuditService,
    private readonly companies: CompaniesService,
    private readonly callers: SessionCallers,
    private readonly sessions: UserSessions,
  ) {}

  /** Only those whose companies are all within the caller's. */
  async list(caller: Caller): Promise<AppUser[]> {
    const query = this.db.getRepository(AppUser).createQueryBuilder('u').orderBy('u.email');
    const codes = companyFilter(caller);
    if (codes) query.where('u.companies <@ :codes', { codes });
    return query.getMany();
  }

  async get(caller: Caller, id: string): Promise<AppUser> {
    const user = await this.db.getRepository(AppUser).findOneBy({ id });
    if (!user || !within(caller, user.companies)) throw notFound();
    return user;
  }

  async create(caller: Caller, given: NewUser): Promise<AppUser> {
    assertMayGrant(caller, given);
    await assertCompaniesExist(this.companies, given.companies);
    const { password, ...fields } = given;
    const id = uuidv7();
    const row = { id, ...fields, email: fields.email.trim(), password_hash: await hashPassword(password) };
    await this.db.transaction(async (manager) => {
      const added = await manager.createQueryBuilder().insert().into(AppUser).values(row).orIgnore().returning('id').execute();
      if ((added.raw as unknown[]).length === 0) throw emailTaken();
      await this.record(manager, caller, 'user.created', undefined, await manager.getRepository(AppUser).findOneByOrFail({ id }));
    });
    return this.get(caller, id);
  }

  /** Changes what is given. A new password, or losing `active`, ends every session of that person. */
  async update(caller: Caller, id: string, changes: Partial<NewUser>): Promise<AppUser> {
    const { password, ...fields } = changes;
    const password_hash = password === undefined ? undefined : await hashPassword(password);
    await this.db.transaction(async (manager) => {
      // One change of users at a time: two administrators must not demote each other at once.
      await manager.query(`SELECT pg_advisory_xact_lock(hashtext('puente.users'))`);
      const users = manager.getRepository(AppUser);
      const before = await users.findOneBy({ id });
      if (!before || !within(caller, before.companies)) throw notFound();
      const after = users.merge(users.create(before), fields, { password_hash });
      assertMayGrant(caller, after);
      if (fields.companies) await assertCompaniesExist(this.companies, fields.companies);
      if (rulesAll(before) && !rulesAll(after)) await assertNotLast(manager, id);
      if (fields.email && (await emailUsed(manager, fields.email, id))) throw emailTaken();
      await users.save(after);
      if (password_hash || !after.active) await this.sessions.endAll(id, null, manager);
      await this.record(manager, caller, 'user.updated', before, after, password_hash !== undefined);
    });
    this.callers.forget(id);
    return this.get(caller, id);
  }

  /** Where that person is signed in. */
  async listSessions(caller: Caller, id: string): Promise<UserSession[]> {
    await this.get(caller, id);
    return this.sessions.list(id);
  }

  /** Signs that person out of one browser, or of all. Answers of how many. */
  async endSessions(caller: Caller, id: string, session?: string): Promise<number> {
    const { companies } = await this.get(caller, id);
    if (session !== undefined) await this.sessions.end(id, session);
    const ended = session === undefined ? await this.sessions.endAll(id) : 1;
    if (ended > 0) await this.audit.record({ caller, company: auditCompany(companies), action: 'user.sessions_ended', subject_type: 'user', subject_id: id, after: { sessions_ended: ended } });
    return ended;
  }

  private async record(manager: EntityManager, caller: Caller, action: string, before: AppUser | undefined, after: AppUser, password?: boolean) {
    const company = auditCompany(after.companies);
    const subject = { subject_type: 'user', subject_id: after.id };
    await this.audit.record({ caller, company, action, ...subject, before: before && shown(before), after: { ...shown(after), password_changed: password } }, manager);
  }
}

const shown = ({ email, name, role, companies, locale, active }: AppUser) => ({ email, name, role, companies, locale, active });

/** Whoever may do everything everywhere; at least one must remain, or nobody could ever mend anything. */
const rulesAll = (user: AppUser): boolean => user.active && user.role === 'admin' && user.companies.includes('*');

async function assertNotLast(manager: EntityManager, id: string): Promise<void> {
  const [other]: unknown[] = await manager.query(
    `SELECT 1 FROM app_user WHERE active AND role = 'admin' AND '*' = ANY(companies) AND id <> $1 LIMIT 1`, [id]);
  if (other) return;
  throw problem(409, {
    code: 'last_admin',
    es: 'Es el último administrador activo de todas las empresas: nombre primero a otro.',
    en: 'This is the last active administrator of every company: appoint another first.',
  });
}

async function emailUsed(manager: EntityManager, email: string, except: string): Promise<boolean> {
  const [other]: unknown[] = await manager.query('SELECT 1 FROM app_user WHERE lower(email) = lower($1) AND id <> $2', [email, except]);
  return other !== undefined;
}

const emailTaken = () =>
  problem(409, { code: 'email_taken', es: 'Ya hay un usuario con ese correo.', en: 'There is a user with that e-mail already.' });
