import connectPgSimple from 'connect-pg-simple';
import type { RequestHandler } from 'express';
import session from 'express-session';
import type { Pool } from 'pg';
import type { Env } from '../config/index.js';

export const SESSION_COOKIE = 'puente.sid';
/** A session without a request for so long is over. */
export const SESSION_HOURS = 12;

/**
 * The back-office's session, kept in `user_session`. `database` is a pool to share or the address of the database.
 * Nothing is stored for people who have not signed in; twelve hours without a request end it.
 */
export function makeSessionMiddleware(database: Pool | string, env: Env): RequestHandler {
  if (!env.SESSION_SECRET) throw new Error('SESSION_SECRET is missing: the bootstrap must give or generate it before the back-office starts');
  const PgStore = connectPgSimple(session);
  const secure = env.PUBLIC_URL?.startsWith('https://') ?? false;
  return session({
    name: SESSION_COOKIE,
    secret: env.SESSION_SECRET,
    store: new PgStore({
      ...(typeof database === 'string' ? { conString: database } : { pool: database }),
      tableName: 'user_session',
      createTableIfMissing: false,
    }),
    resave: false,
    saveUninitialized: false,
    rolling: true,
    // TLS usually ends at a proxy; without this the secure cookie would never be set behind one.
    proxy: secure ? true : undefined,
    cookie: { httpOnly: true, sameSite: 'strict', secure, maxAge: SESSION_HOURS * 3_600_000, path: '/' },
  });
}
