import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditService } from '../../audit/audit.service.js';
import { Env } from '../../config/index.js';
import type { Text } from '../../i18n/index.js';
import { Problem } from '../../problems/index.js';
import { AppUser } from '../app-user.entity.js';
import { SYSTEM, type Caller } from '../caller.js';
import { generatePassword } from '../passwords.js';
import { callerOf } from '../session-callers.service.js';
import { UsersService } from '../users.service.js';
import type { Role } from '../roles.js';
import { readRoleMap, roleOf } from './oidc-role.js';
import { OidcProblem, type OidcIdentity } from './oidc.service.js';

/** Which of our people the provider's person is: by subject, else by an e-mail that the provider has verified. */
@Injectable()
export class OidcPeople {
  private readonly log = new Logger('Oidc');

  constructor(
    private readonly db: DataSource,
    private readonly env: Env,
    private readonly users: UsersService,
    private readonly audit: AuditService,
  ) {}

  /** Throws `OidcProblem` when that person may not come in. */
  async signIn(identity: OidcIdentity, ip: string): Promise<Caller> {
    const role = roleOf(identity.claims, { claim: this.env.OIDC_ROLE_CLAIM, map: readRoleMap(this.env.OIDC_ROLE_MAP), fallback: this.env.OIDC_DEFAULT_ROLE });
    if (role === null) throw new OidcProblem(403, NO_ROLE);
    const known = (await this.bySubject(identity)) ?? (await this.byEmail(identity, role));
    if (!known.active) throw new OidcProblem(403, DISABLED);
    const user = role && role !== known.role ? await this.changeRole(known, role) : known;
    await this.db.query('UPDATE app_user SET last_login_at = now() WHERE id = $1', [user.id]);
    const caller = callerOf(user, ip);
    await this.audit.record({ caller, action: 'user.signed_in', subject_type: 'user', subject_id: user.id, after: { by: 'oidc', issuer: identity.issuer } });
    return caller;
  }

  private bySubject({ issuer, subject }: OidcIdentity): Promise<AppUser | null> {
    return this.db.getRepository(AppUser).findOneBy({ oidc_issuer: issuer, oidc_subject: subject });
  }

  // From here on the subject counts: the e-mail may change hands, the person does not.
  private async byEmail(identity: OidcIdentity, role: Role | undefined): Promise<AppUser> {
    const { email, email_verified } = identity.claims;
    if (typeof email !== 'string' || email_verified !== true) throw new OidcProblem(403, UNVERIFIED);
    const people = this.db.getRepository(AppUser);
    const found = await people.createQueryBuilder('u').where('lower(u.email) = lower(:email)', { email: email.trim() }).getOne();
    if (found?.oidc_subject) throw new OidcProblem(403, SOMEBODY_ELSE);
    const user = found ?? (await this.create(email.trim(), identity, role));
    await people.update({ id: user.id }, { oidc_issuer: identity.issuer, oidc_subject: identity.subject });
    return user;
  }

  private create(email: string, { claims }: OidcIdentity, given: Role | undefined): Promise<AppUser> {
    const role = given ?? this.env.OIDC_DEFAULT_ROLE;
    if (!this.env.OIDC_CREATE_USERS || !role) throw new OidcProblem(403, UNKNOWN);
    const name = typeof claims.name === 'string' && claims.name.trim() !== '' ? claims.name.trim().slice(0, 200) : email;
    // Nobody knows this password; an administrator can set another.
    return this.users.create(SYSTEM, { email, name, password: generatePassword(), role, companies: this.env.OIDC_DEFAULT_COMPANIES, locale: this.env.DEFAULT_LOCALE });
  }

  private async changeRole(user: AppUser, role: Role): Promise<AppUser> {
    try {
      return await this.users.update(SYSTEM, user.id, { role });
    } catch (error) {
      // The last administrator keeps the role: nobody else could mend anything.
      if (!(error instanceof Problem) || error.details.code !== 'last_admin') throw error;
      this.log.warn(`${user.email} is the last administrator and keeps the role, although the identity provider says ${role}`);
      return user;
    }
  }
}

const NO_ROLE: Text = { es: 'Su cuenta no tiene ningún rol de Puente. Pídalo a quien administra las cuentas de su empresa.', en: 'Your account has no role of Puente. Ask whoever runs the accounts of your company.' };
const UNKNOWN: Text = { es: 'No hay un usuario de Puente con su correo. Pida a un administrador que lo cree.', en: 'There is no user of Puente with your e-mail. Ask an administrator to create one.' };
const UNVERIFIED: Text = { es: 'El proveedor de identidad no ha verificado su correo: sin eso no se sabe quién es.', en: 'The identity provider has not verified your e-mail: without that it is not known who you are.' };
const DISABLED: Text = { es: 'Su usuario está deshabilitado. Hable con un administrador.', en: 'Your user is disabled. Talk to an administrator.' };
const SOMEBODY_ELSE: Text = { es: 'Ese correo pertenece aquí a otra cuenta del proveedor de identidad. Hable con un administrador.', en: 'That e-mail belongs here to another account of the identity provider. Talk to an administrator.' };
