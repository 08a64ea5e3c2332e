import type { Request } from 'express';
import type { DataSource } from 'typeorm';
import { AppUser } from '../core/auth/app-user.entity.js';
import { Company } from '../core/companies/company.entity.js';
import { sees, SessionCallers } from '../core/auth/index.js';
import { asLocale, type PuenteAdmin } from './current-admin.js';
import type { Locale } from '../core/i18n/index.js';

/** The signed-in person as the database knows them now, ready for AdminJS. */
export class People {
  constructor(private readonly db: DataSource, private readonly sessions: SessionCallers, private readonly fallback: Locale) {}

  /** Null without a session, and when the user was deactivated or removed. */
  async current(request: Request): Promise<PuenteAdmin | null> {
    const caller = await this.sessions.current(request);
    if (!caller?.id) return null;
    const [user, companies] = await Promise.all([
      this.db.getRepository(AppUser).findOneBy({ id: caller.id }),
      this.db.getRepository(Company).find({ select: { code: true, timezone: true } }),
    ]);
    if (!user) return null;
    const zones = Object.fromEntries(companies.filter(({ code }) => sees(caller, code)).map(({ code, timezone }) => [code, timezone]));
    return { id: user.id, email: user.email, title: user.name, caller, locale: asLocale(user.locale, this.fallback), zones };
  }

  async setLocale(admin: PuenteAdmin, locale: Locale): Promise<void> {
    await this.db.getRepository(AppUser).update({ id: admin.id }, { locale });
  }
}
