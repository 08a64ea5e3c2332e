import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { DataSource } from 'typeorm';
import { ShortCache } from '../cache/index.js';
import { AppUser } from './app-user.entity.js';
import type { Caller } from './caller.js';

/** The person behind a back-office session, as the database knows them now: a role taken away is gone within five seconds. */
@Injectable()
export class SessionCallers {
  private readonly users = new ShortCache<AppUser | null>(5_000);

  constructor(private readonly db: DataSource) {}

  /** Null without a session, and when its user was deactivated or removed. */
  async current(request: Pick<Request, 'session' | 'ip'>): Promise<Caller | null> {
    const id = request.session?.caller?.id;
    return id ? this.byId(id, request.ip) : null;
  }

  async byId(id: string, ip?: string): Promise<Caller | null> {
    const user = await this.users.get(id, () => this.db.getRepository(AppUser).findOneBy({ id }));
    return user?.active ? callerOf(user, ip) : null;
  }

  forget(id: string): void {
    this.users.delete(id);
  }
}

export const callerOf = (user: AppUser, ip?: string): Caller => ({
  type: 'user', id: user.id, name: user.name, role: user.role, companies: [...user.companies], ip,
});
