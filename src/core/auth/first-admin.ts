import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { AuditService } from '../audit/audit.service.js';
import type { Env } from '../config/index.js';
import { AppUser } from './app-user.entity.js';
import { SYSTEM } from './caller.js';
import { generatePassword, hashPassword } from './passwords.js';

export interface FirstAdmin {
  email: string;
  /** Only when it was generated; print it once, it is nowhere else. */
  password?: string;
}

/** Creates the first administrator when there is no user at all; null when there is one. Safe from several processes at once. */
export async function ensureFirstAdmin(db: DataSource, env: Env): Promise<FirstAdmin | null> {
  if (await anyUser(db)) return null;
  const password = env.ADMIN_PASSWORD ?? generatePassword();
  const password_hash = await hashPassword(password);
  return db.transaction(async (manager) => {
    await manager.query(`SELECT pg_advisory_xact_lock(hashtext('puente.users'))`);
    if (await anyUser(manager)) return null;
    const id = uuidv7();
    const fields = { email: env.ADMIN_EMAIL, name: 'Administrador', role: 'admin' as const, companies: ['*'], locale: env.DEFAULT_LOCALE };
    await manager.getRepository(AppUser).insert({ id, ...fields, password_hash });
    await new AuditService(db).record({ caller: SYSTEM, action: 'user.created', subject_type: 'user', subject_id: id, after: fields }, manager);
    return { email: env.ADMIN_EMAIL, ...(env.ADMIN_PASSWORD ? {} : { password }) };
  });
}

async function anyUser(db: { query(sql: string): Promise<unknown> }): Promise<boolean> {
  return ((await db.query('SELECT 1 FROM app_user LIMIT 1')) as unknown[]).length > 0;
}
